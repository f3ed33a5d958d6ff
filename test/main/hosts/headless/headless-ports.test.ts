import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import test from 'node:test';
import { systemClock } from '../../../../main/app/system-clock.ts';
import { headlessPorts } from '../../../../main/hosts/headless/headless-ports.ts';
import { keychain } from '../../../../main/hosts/headless/keychain-process.ts';

const { clock, random, computerName, secrets } = headlessPorts;

test('lends the computer’s clock, chance and name', () => {
  assert.equal(clock, systemClock);
  assert.equal(computerName, hostname());
  const drawn = Array.from({ length: 100 }, () => random());
  assert.ok(drawn.every((number) => number >= 0 && number < 1));
  assert.ok(new Set(drawn).size > 1);
});

test('lends the keychain that plain Node asks', () => {
  assert.equal(secrets, keychain);
});
