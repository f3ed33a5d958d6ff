import assert from 'node:assert/strict';
import test from 'node:test';
import type { PreviewAnswer } from '../../../../preload/contract/api.ts';
import type { RuleChange } from '../../../../preload/contract/rules.ts';
import { followPreview, type Previewed } from '../../../../renderer/features/alerts/follow-preview.ts';
import type { DraftChange } from '../../../../renderer/features/alerts/rule-draft.ts';
import { FakeClock } from '../../../fakes/clock.ts';

const ASKED: DraftChange = { ok: true, change: { id: 'gpu_hot', threshold: 80 } };
const PREVIEW = { fromMs: 1, untilMs: 2, firings: [] };

/** A monitor that gives these answers one after the other, an error for none, and what was told of them. */
function follow(asked: DraftChange, ...answers: readonly (PreviewAnswer | undefined)[]) {
  const clock = new FakeClock(0);
  const changes: RuleChange[] = [];
  const told: Previewed[] = [];
  const previewRule = (change: RuleChange): Promise<PreviewAnswer> => {
    const answer = answers[changes.length];
    changes.push(change);
    return answer === undefined ? Promise.reject(new Error('This call was refused.')) : Promise.resolve(answer);
  };
  const end = followPreview(
    { previewRule },
    asked,
    (run, ms) => clock.after(ms, run),
    (previewed) => told.push(previewed),
  );
  return { clock, changes, told, end };
}

test('the monitor is asked after a pause, once', async () => {
  const { clock, changes, told } = follow(ASKED, { ok: true, preview: PREVIEW });
  await clock.advance(299);
  assert.deepEqual(changes, []);
  await clock.advance(60_000);
  assert.deepEqual(changes, [{ id: 'gpu_hot', threshold: 80 }]);
  assert.deepEqual(told, [{ preview: PREVIEW, problems: [], failed: false }]);
});

test('a monitor that does not say it is asked again until it does, and meanwhile that is said', async () => {
  const { clock, changes, told } = follow(ASKED, undefined, undefined, { ok: true, preview: PREVIEW });
  await clock.advance(300);
  assert.deepEqual(told, [{ preview: undefined, problems: [], failed: true }]);
  await clock.advance(1_999);
  assert.equal(changes.length, 1);
  await clock.advance(60_000);
  assert.equal(changes.length, 3);
  assert.deepEqual(told.at(-1), { preview: PREVIEW, problems: [], failed: false });
});

test('what is wrong is told, by whoever finds it', async () => {
  const problems = [{ field: 'threshold', message: 'Enter a number.' }];
  const here = follow({ ok: false, problems });
  await here.clock.advance(60_000);
  assert.deepEqual(here.changes, []);
  assert.deepEqual(here.told, [{ preview: undefined, problems, failed: false }]);
  const there = follow(ASKED, { ok: false, problems });
  await there.clock.advance(60_000);
  assert.deepEqual(there.told, [{ preview: undefined, problems, failed: false }]);
});

test('ended, it asks and tells nothing more', async () => {
  const before = follow(ASKED, { ok: true, preview: PREVIEW });
  before.end();
  await before.clock.advance(60_000);
  assert.deepEqual(before.changes, []);
  const between = follow(ASKED, undefined, { ok: true, preview: PREVIEW });
  await between.clock.advance(300);
  between.end();
  await between.clock.advance(60_000);
  assert.equal(between.changes.length, 1);
  assert.equal(between.told.length, 1);
});
