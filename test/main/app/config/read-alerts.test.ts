import assert from 'node:assert/strict';
import test from 'node:test';
import { errorsOf, goodText, jobWith } from '../../../fakes/configuration-text.ts';

/** `alerts:` stands in line 4; its lines follow. */
const withAlerts = (...lines: readonly string[]): string => `${jobWith()}alerts:\n${lines.join('\n')}\n`;
const choices = (...lines: readonly string[]) => goodText(withAlerts(...lines)).alerts;

test('without alerts nothing differs', () => {
  assert.deepEqual(goodText(jobWith()).alerts, []);
  assert.deepEqual(goodText(`${jobWith()}alerts:\n`).alerts, []);
});

test('everything that can be said of a rule; what is not said is left out', () => {
  assert.deepEqual(
    choices(
      '  - rule: gpu_hot',
      '    threshold: 80',
      '    clear: 75.5',
      '    for: 5m',
      '    clear_for: 0',
      '    window: 30s',
      '    repeat: 1h',
      '    severity: critical',
      '    no_data: clear',
      '    boxes: [dgx]',
      '    quiet_hours: ["22:00-07:00"]',
      '  - rule: xid',
      '    on: false',
      '  - rule: box_down',
      '    boxes: all',
    ),
    [
      {
        ...{ id: 'gpu_hot', threshold: 80, clear: 75.5, forMs: 300_000, clearForMs: 0, windowMs: 30_000 },
        ...{ repeatMs: 3_600_000, severity: 'critical', noData: 'clear', boxes: ['dgx'] },
        quietHours: [{ fromMinute: 22 * 60, toMinute: 7 * 60 }],
      },
      { id: 'xid', on: false },
      { id: 'box_down', boxes: 'all' },
    ],
  );
});

test('a rule of one’s own', () => {
  assert.deepEqual(
    choices('  - rule: busy', '    scope: target', '    when: { signal: running, above: 60, clear: 50 }'),
    [
      {
        ...{ id: 'busy', scope: 'target' },
        when: { kind: 'above', of: { kind: 'latest', signal: 'running' }, threshold: 60, clear: 50 },
      },
    ],
  );
});

const MISTAKES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['a misspelt key', ['  - rule: xid', '    severty: warning'], ['6:5: unknown key "severty" in an entry of alerts; did you mean "severity"?']],
  ['a misspelt rule', ['  - rule: gpu_hott'], ['5:11: there is no rule called gpu_hott; did you mean "gpu_hot"?']],
  ['no rule', ['  - on: false'], ['5:5: an entry of alerts needs a rule: its name']],
  ['an empty name', ['  - rule: ""'], ['5:11: rule is empty']],
  ['no list', ['  rule: xid'], ['5:3: alerts takes a list (lines that begin with "- "), not a mapping']],
  ['no mapping', ['  - xid'], ['5:5: an entry of alerts takes a mapping (key: value), not a single value']],
  ['no number', ['  - rule: gpu_hot', '    threshold: hot'], ['6:16: threshold takes a number, not "hot"']],
  ['no duration', ['  - rule: gpu_hot', '    for: 5'], ['6:10: for takes a duration such as 2m, 30s or 0, not "5"']],
  ['a window that is too long', ['  - rule: xid', '    window: 2h'], ['6:13: window: it must not be longer than an hour']],
  ['the wrong side', ['  - rule: gpu_hot', '    clear: 90'], ['6:12: clear: it must not be above the threshold (85)']],
  ['a box that is not there', ['  - rule: xid', '    boxes: [dgxx]'], ['6:13: no target belongs to a box "dgxx"; did you mean "dgx"?']],
  ['neither all nor a list', ['  - rule: xid', '    boxes: dgx'], ['6:12: boxes is all or a list of boxes, not "dgx"']],
  ['no time of a day', ['  - rule: xid', '    quiet_hours: ["24:00-07:00"]'], ['6:19: quiet_hours takes two times of a day, such as 22:00-07:00, not "24:00-07:00"']],
  ['twice the same', ['  - rule: xid', '    on: false', '  - rule: xid'], ['7:11: rule: there are two rules called xid']],
  ['another severity', ['  - rule: xid', '    severity: bad'], ['6:15: severity is one of warning, critical, not "bad"']],
]; // prettier-ignore

for (const [name, lines, errors] of MISTAKES) {
  test(`refused with its place: ${name}`, () => {
    assert.deepEqual(errorsOf(withAlerts(...lines)), errors);
  });
}

test('a name that is like none: the rules that there are, and what a new one needs', () => {
  const [error = ''] = errorsOf(withAlerts('  - rule: something'));
  assert.match(
    error,
    /^5:11: there is no rule called something; there are cache_full, .*xid, and a new one needs a when$/,
  );
});
