import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import test from 'node:test';
import { systemClock } from '../../../../main/app/system-clock.ts';
import { headlessPorts } from '../../../../main/hosts/headless/headless-ports.ts';

const { clock, random, computerName, secrets } = headlessPorts;

test('lends the computer’s clock, chance and name', () => {
  assert.equal(clock, systemClock);
  assert.equal(computerName, hostname());
  const drawn = Array.from({ length: 100 }, () => random());
  assert.ok(drawn.every((number) => number >= 0 && number < 1));
  assert.ok(new Set(drawn).size > 1);
});

test('has no keychain, and says so instead of "no token" or "stored"', async () => {
  const answers = [await secrets.read('https://abc.example'), await secrets.write('https://abc.example', 'secret')];
  for (const answer of answers) {
    assert.ok(answer.kind === 'unavailable', answer.kind);
    assert.match(answer.reason, /DT_API_TOKEN/);
    assert.doesNotMatch(answer.reason, /secret/);
  }
});
