import assert from 'node:assert/strict';
import test from 'node:test';
import type { ForwardSettings } from '../../../../main/app/config/configuration.ts';
import { errorsOf, goodText, jobWith, warningsOf } from '../../../fakes/configuration-text.ts';

const NOTHING: ForwardSettings = {
  endpoint: undefined,
  token: undefined,
  boxes: [],
  families: { preset: 'default', include: [], exclude: [] },
  summaryQuantiles: false,
};
const ENDPOINT = 'https://sink.example/otlp';

const GOOD: readonly (readonly [forward: string, expected: Partial<ForwardSettings>])[] = [
  ['', {}],
  ['{}', {}],
  [`{endpoint: "${ENDPOINT}/v1/metrics"}`, { endpoint: ENDPOINT, boxes: 'all' }],
  [`{endpoint: "${ENDPOINT}", boxes: none}`, { endpoint: ENDPOINT }],
  ['{boxes: all}', { boxes: 'all' }],
  ['{boxes: [dgx]}', { boxes: ['dgx'] }],
  ['{boxes: []}', {}],
  ['{families: everything}', { families: { preset: 'everything', include: [], exclude: [] } }],
  [
    '{families: {preset: dashboards, include: [a, "b_.*"], exclude: [c]}}',
    { families: { preset: 'dashboards', include: ['a', 'b_.*'], exclude: ['c'] } },
  ],
  ['{families: {exclude: [c]}}', { families: { preset: 'default', include: [], exclude: ['c'] } }],
  ['{summary_quantiles: true}', { summaryQuantiles: true }],
];
for (const [forward, expected] of GOOD) {
  test(`forward: ${forward}`, () => {
    assert.deepEqual(goodText(`${jobWith()}forward: ${forward}\n`).forward, { ...NOTHING, ...expected });
  });
}

const ELSEWHERE =
  'does not belong into this file; store the token in the keychain, or set DT_API_TOKEN or DT_API_TOKEN_FILE';
/** It stands in line 4 from column 10. */
const BAD: readonly (readonly [forward: string, expected: RegExp])[] = [
  ['{token: hunter2}', new RegExp(`^4:11: token ${ELSEWHERE}$`)],
  ['{api_token: hunter2}', new RegExp(`^4:11: api_token ${ELSEWHERE}$`)],
  ['{headers: {Authorization: hunter2}}', new RegExp(`^4:11: headers ${ELSEWHERE}$`)],
  ['{endpont: x}', /^4:11: unknown key "endpont" in forward; did you mean "endpoint"\?$/],
  ['{endpoint: "http://sink.example/hunter2"}', /^4:21: endpoint: The address must start with https/],
  ['{endpoint: "https://me:hunter2@sink.example"}', /^4:21: endpoint: Credentials do not belong/],
  ['{endpoint: ""}', /^4:21: endpoint is empty$/],
  ['{endpoint: [x]}', /^4:21: endpoint takes a text, not a list$/],
  ['{boxes: some}', /^4:18: boxes is all, none or a list of boxes, not "some"$/],
  ['{boxes: {a: b}}', /^4:18: boxes takes a text, not a mapping$/],
  ['{boxes: [dgz]}', /^4:19: no target belongs to a box "dgz"; did you mean "dgx"\?$/],
  ['{boxes: [elsewhere]}', /^4:19: no target belongs to a box "elsewhere"; there are dgx$/],
  ['{families: all}', /^4:21: families is one of default, dashboards, everything, not "all"$/],
  ['{families: [a]}', /^4:21: families takes a text, not a list$/],
  ['{families: {preset: all}}', /^4:30: preset is one of default, dashboards, everything, not "all"$/],
  ['{families: {include: a}}', /^4:31: include takes a list/],
  ['{families: {include: ["("]}}', /^4:32: "\(" is not RE2: missing closing \): `\(`$/],
  ['{families: {exclude: [""]}}', /^4:32: exclude is empty$/],
  ['{summary_quantiles: 1}', /^4:30: summary_quantiles takes true or false, not "1"$/],
  ['x', /^4:10: forward takes a mapping/],
];
for (const [forward, expected] of BAD) {
  test(`refused: ${forward}`, () => {
    const errors = errorsOf(`${jobWith()}forward: ${forward}\n`);
    assert.equal(errors.length, 1, errors.join('\n'));
    assert.match(errors[0] ?? '', expected);
    assert.doesNotMatch(errors[0] ?? '', /hunter2/);
  });
}

test('http to another computer only where it is allowed, with a warning', () => {
  const text = (allow: string) =>
    `${jobWith()}forward: {endpoint: "http://gateway.example:4318", allow_http: ${allow}}\n`;
  assert.equal(errorsOf(text('false')).length, 1);
  assert.equal(goodText(text('true')).forward.endpoint, 'http://gateway.example:4318');
  assert.deepEqual(warningsOf(text('true')), [
    '4:52: allow_http: whoever is on the way to the endpoint can read the token',
  ]);
  const safe = `${jobWith()}forward: {endpoint: "https://x.example", allow_http: true}\n`;
  assert.deepEqual(warningsOf(safe), []);
});
