import assert from 'node:assert/strict';
import test from 'node:test';
import { didYouMean, nearestKnown } from '../../../../main/app/config/nearest-key.ts';

const KEYS = ['scrape_interval', 'scrape_timeout', 'scheme', 'params', 'job_name'];

const NEAR: readonly (readonly [string, string])[] = [
  ['scrape_intervall', 'scrape_interval'],
  ['scrape_intreval', 'scrape_interval'],
  ['scrapeinterval', 'scrape_interval'],
  ['scrape-interval', 'scrape_interval'],
  ['Scrape_Timeout', 'scrape_timeout'],
  ['schema', 'scheme'],
  ['shceme', 'scheme'],
  ['jobname', 'job_name'],
  ['param', 'params'],
];
for (const [key, expected] of NEAR) {
  test(`${key} was meant as ${expected}`, () => {
    assert.equal(didYouMean(key, KEYS), `; did you mean "${expected}"?`);
    assert.equal(nearestKnown(key, KEYS), `; did you mean "${expected}"?`);
  });
}

test('a key that is near none has a nearest one, and was not meant as it', () => {
  assert.equal(didYouMean('kubernetes', KEYS), '');
  assert.equal(nearestKnown('prams_of_it', KEYS), '; the nearest known key is "params"');
});

test('where nothing is known there is nothing near', () => {
  assert.equal(didYouMean('x', []), '');
  assert.equal(nearestKnown('x', []), '');
});

test('an endless key costs no endless work', () => {
  assert.equal(didYouMean('x'.repeat(1_000_000), KEYS), '');
});
