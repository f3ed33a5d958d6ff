import assert from 'node:assert/strict';
import test from 'node:test';
import { RuleDesk } from '../../../../main/app/rules/rule-desk.ts';
import { SettingsBook } from '../../../../main/app/settings/settings-book.ts';
import { ObservationRecord } from '../../../../main/app/watch/observation-record.ts';
import { jobWith, PAGE_ENVIRONMENT, PAGE_WITH_TARGET, readText } from '../../../fakes/configuration-text.ts';
import { observation } from '../../core/alerts/rules.ts';

const OWN = `alerts:
  - rule: deep queue
    when: { signal: waiting, above: 10, clear: 5 }
    for: 20s
`;

function stage(text = jobWith(), unwritten?: string) {
  const source = {
    path: null,
    read: (read: string) => readText(read, PAGE_ENVIRONMENT),
    write: () => unwritten,
  };
  const opened = SettingsBook.open(source, text);
  const book = opened.ok ? opened.book : assert.fail();
  const record = new ObservationRecord();
  const watcher = { recorded: (scope: 'box' | 'target') => record.of(scope) };
  return { book, record, desk: new RuleDesk(book, watcher, () => book.configuration) };
}

const DONE = { ok: true };

test('what is changed is written, holds, and is told as changed; back to default takes it out again', () => {
  const { book, desk } = stage();
  const rule = () => desk.rules().find(({ id }) => id === 'cache_full');
  assert.deepEqual(desk.change({ id: 'cache_full', threshold: 95, clear: 85 }), DONE);
  assert.deepEqual([rule()?.limit?.threshold, rule()?.changed], [95, true]);
  assert.match(rule()?.sentence ?? '', /above 95 %.*below 85 %/);
  assert.match(book.text, /threshold: 0\.95/);
  assert.deepEqual(desk.reset('cache_full'), DONE);
  assert.deepEqual([rule()?.limit?.threshold, rule()?.changed, book.text.includes('alerts')], [90, false, false]);
});

test('switched off and on leaves nothing behind', () => {
  const { book, desk } = stage();
  const before = book.text;
  assert.deepEqual(desk.change({ id: 'xid', on: false }), DONE);
  assert.deepEqual(desk.rules().filter(({ on }) => !on).map(({ id }) => id), ['xid']); // prettier-ignore
  assert.deepEqual(desk.change({ id: 'xid', on: true }), DONE);
  assert.equal(book.text.includes('alerts'), before.includes('alerts'));
});

test('a rule of the user’s own is changed, and deleted', () => {
  const { desk } = stage(jobWith() + OWN);
  const own = () => desk.rules().find(({ own: isOwn }) => isOwn);
  assert.deepEqual(desk.change({ id: 'deep queue', threshold: 12, clear: 5, boxes: ['dgx'] }), DONE);
  assert.deepEqual([own()?.limit?.threshold, own()?.boxes, own()?.forMs], [12, ['dgx'], 20_000]);
  assert.deepEqual(desk.reset('deep queue'), DONE);
  assert.equal(own(), undefined);
});

test('what is wrong is told with its field, and nothing is changed', () => {
  const { book, desk } = stage();
  const before = book.text;
  const outcome = desk.change({ id: 'gpu_hot', threshold: 80, clear: 90 });
  assert.ok(!outcome.ok);
  assert.equal(outcome.problems[0]?.field, 'clear');
  assert.equal(book.text, before);
});

test('where nothing can be changed it says so', () => {
  const said = (desk: RuleDesk) => {
    const outcome = desk.change({ id: 'xid', on: false });
    return outcome.ok ? '' : outcome.problems.map(({ message }) => message).join();
  };
  const { desk, book } = stage(PAGE_WITH_TARGET);
  assert.match(said(desk), /Collector/);
  assert.match(said(stage(jobWith(), 'no space left').desk), /no space left/);
  assert.match(said(new RuleDesk(undefined, { recorded: () => [] }, () => book.configuration)), /cannot be changed/);
});

test('a preview runs over what was recorded, also of a rule that is switched off', () => {
  const { record, desk } = stage();
  assert.deepEqual(desk.change({ id: 'gpu_hot', on: false, forMs: 0 }), DONE);
  [60, 75, 75, 60].forEach((gpuTemperature, at) => {
    record.note({ box: 'dgx', target: undefined }, observation({ gpuTemperature }), at * 10_000);
  });
  const previewed = (threshold: number) => {
    const answer = desk.preview({ id: 'gpu_hot', threshold, clear: 65, clearForMs: 0 });
    return answer.ok ? answer.preview.firings.map(({ firedMs, text }) => [firedMs, text]) : assert.fail();
  };
  assert.deepEqual([previewed(85), previewed(70)], [[], [[10_000, 'A GPU is at 75 °C']]]);
  const wrong = desk.preview({ id: 'gpu_hot', threshold: 1, clear: 2 });
  assert.deepEqual([wrong.ok, !wrong.ok && wrong.problems[0]?.field], [false, 'clear']);
});
