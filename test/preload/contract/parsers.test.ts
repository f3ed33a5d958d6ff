import assert from 'node:assert/strict';
import test from 'node:test';
import { parsers } from '../../../preload/contract/parsers.ts';

type Method = keyof typeof parsers;
const ON = { box: 'spark', on: true };
const DESTINATION = { endpoint: 'https://abc.example', token: 't' };
const FAMILIES = { preset: 'everything', on: ['a_total'], off: [] };

const SNOOZE = { box: 'spark', rule: 'gpu_hot', target: null, lasting: '1h' };
const WISH = { box: 'spark', until: { kind: 'ready' }, on: true };

const GOOD: readonly (readonly [string, Method, unknown])[] = [
  ['nothing', 'snapshot', undefined],
  ['on', 'setForwarding', ON],
  ['off, and the longest name', 'setForwarding', { box: 'x'.repeat(255), on: false }],
  ['a destination', 'saveDestination', DESTINATION],
  ['a destination that is still to be judged', 'saveDestination', { endpoint: '', token: ' ' }],
  ['the longest', 'saveDestination', { endpoint: 'x'.repeat(2048), token: 'x'.repeat(1280) }],
  ['the token that is stored', 'testDestination', { ...DESTINATION, token: null }],
  ['an address in any form', 'readDestination', { text: 'abc12345' }],
  ['switches of families', 'chooseFamilies', FAMILIES],
  ['an alert of a box', 'snooze', SNOOZE],
  ['an alert of a target, until tomorrow', 'snooze', { ...SNOOZE, target: 'dgx:8000', lasting: 'tomorrow' }],
  ['what is waited for', 'wish', WISH],
  ['a share', 'wish', { ...WISH, until: { kind: 'below', share: 0.5 } }],
  ['what is waited for no more', 'wish', { ...WISH, on: false }],
  ['nothing', 'history', undefined],
];

for (const [name, method, raw] of GOOD) {
  test(`${method} takes ${name}`, () => {
    assert.deepEqual(parsers[method](raw), raw);
  });
}

const BAD: readonly (readonly [string, Method, unknown])[] = [
  ['null', 'snapshot', null],
  ['an object', 'snapshot', {}],
  ['nothing', 'setForwarding', undefined],
  ['a list', 'setForwarding', ['spark', true]],
  ['no box', 'setForwarding', { on: true }],
  ['an empty box', 'setForwarding', { ...ON, box: '' }],
  ['a box too long', 'setForwarding', { ...ON, box: 'x'.repeat(256) }],
  ['a box that is no text', 'setForwarding', { ...ON, box: { toString: () => 'spark' } }],
  ['a text for on', 'setForwarding', { ...ON, on: 'true' }],
  ['a number for on', 'setForwarding', { ...ON, on: 1 }],
  ['a key more', 'setForwarding', { ...ON, more: 1 }],
  ['no token', 'saveDestination', { endpoint: 'https://abc.example' }],
  ['an empty token', 'saveDestination', { ...DESTINATION, token: '' }],
  ['a token too long', 'saveDestination', { ...DESTINATION, token: 'x'.repeat(1281) }],
  ['an endpoint too long', 'saveDestination', { ...DESTINATION, endpoint: 'x'.repeat(2049) }],
  ['an endpoint that is no text', 'saveDestination', { ...DESTINATION, endpoint: new URL('https://abc.example') }],
  ['a key more', 'saveDestination', { ...DESTINATION, box: 'spark' }],
  ['another preset', 'chooseFamilies', { ...FAMILIES, preset: 'all' }],
  ['a family without a name', 'chooseFamilies', { ...FAMILIES, off: [''] }],
  ['too many families', 'chooseFamilies', { ...FAMILIES, on: Array.from({ length: 5_001 }, () => 'a') }],
  ['no target', 'snooze', { box: 'spark', rule: 'gpu_hot', lasting: '1h' }],
  ['no rule', 'snooze', { ...SNOOZE, rule: '' }],
  ['another time', 'snooze', { ...SNOOZE, lasting: '2h' }],
  ['another wish', 'wish', { ...WISH, until: { kind: 'rich' } }],
  ['a share above 1', 'wish', { ...WISH, until: { kind: 'below', share: 1.1 } }],
  ['a share of nothing', 'wish', { ...WISH, until: { kind: 'below', share: 0 } }],
  ['a share where there is none', 'wish', { ...WISH, until: { kind: 'ready', share: 0.5 } }],
  ['neither on nor off', 'wish', { box: 'spark', until: { kind: 'ready' } }],
  ['anything', 'history', {}],
];

for (const [name, method, raw] of BAD) {
  test(`${method} refuses ${name}`, () => {
    assert.throws(() => parsers[method](raw));
  });
}
