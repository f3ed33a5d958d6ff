import assert from 'node:assert/strict';
import test from 'node:test';
import { asSentence, withStop } from '../../../renderer/words/as-sentence.ts';

const ROWS: readonly (readonly [said: string, sentence: string])[] = [
  ['the token is not accepted', 'The token is not accepted.'],
  ['it says: Token is missing.', 'It says: Token is missing.'],
  ['is there a login?', 'Is there a login?'],
  ['/metrics answered 404', '/metrics answered 404.'],
  ['the reason that was cut …', 'The reason that was cut …'],
  ['metrics are accepted (answered 200)', 'Metrics are accepted (answered 200).'],
  ['it said (“No.”)', 'It said (“No.”).'],
  ['https://abc12345.live.dynatrace.com/api/v2/otlp', 'https://abc12345.live.dynatrace.com/api/v2/otlp'],
  ['', ''],
];
for (const [said, sentence] of ROWS) {
  test(`"${said}" as a sentence`, () => {
    assert.equal(asSentence(said), sentence);
  });
}

test('an address begins small, and ends with one stop', () => {
  assert.equal(withStop('dgx:8000: no answer'), 'dgx:8000: no answer.');
  assert.equal(withStop('dgx:8000: is there a login?'), 'dgx:8000: is there a login?');
});
