import assert from 'node:assert/strict';
import test from 'node:test';
import { ForwardingSwitches } from '../../../../main/app/destination/forwarding-switches.ts';
import type { ForwardingPlan } from '../../../../main/core/pipeline.ts';
import { goodText } from '../../../fakes/configuration-text.ts';

/** Two boxes, and what `forward:` says of them. */
const config = (forward: string) =>
  goodText(
    `scrape_configs:\n  - job_name: nim\n    static_configs: [{ targets: ["dgx:8000", "spark:8000"] }]\n${forward}`,
  );

function switches(forward: string) {
  const plans: ForwardingPlan[] = [];
  const made = new ForwardingSwitches(config(forward), (plan) => plans.push(plan));
  const forwarded = () => ['dgx', 'spark'].filter((box) => plans[plans.length - 1]?.isForwarded(box));
  return { made, plans, forwarded };
}

test('the configuration says which boxes are forwarded', () => {
  const { made, forwarded } = switches('forward: { boxes: [dgx] }');
  assert.deepEqual(forwarded(), ['dgx']);
  assert.deepEqual([made.isOn('dgx'), made.isOn('spark')], [true, false]);
});

test('a switch is moved at once, and told as the configuration would say it', () => {
  const { made, forwarded } = switches('forward: { boxes: all }');
  assert.equal(made.boxes, 'all');
  made.move('dgx', false);
  assert.deepEqual([forwarded(), made.boxes], [['spark'], ['spark']]);
  made.move('dgx', true);
  assert.equal(made.boxes, 'all');
  made.follow(config('forward: { boxes: [spark] }'));
  made.move('dgx', true);
  assert.deepEqual(made.boxes, ['dgx', 'spark']);
});

test('a box that is gone is not told', () => {
  const { made } = switches('forward: { boxes: [spark] }');
  made.move('gone', true);
  assert.deepEqual(made.boxes, ['spark']);
});

test('a switch stays as it was moved while the file changes elsewhere; the same selection is not made anew', () => {
  const { made, plans, forwarded } = switches('forward: { boxes: none, families: dashboards }');
  made.move('dgx', true);
  made.follow(config('forward: { boxes: none, families: dashboards, summary_quantiles: true }'));
  assert.deepEqual(forwarded(), ['dgx']);
  assert.equal(plans[0]?.selection, plans[2]?.selection);
  assert.deepEqual([plans[1]?.summaryQuantiles, plans[2]?.summaryQuantiles], [false, true]);
  made.follow(config('forward: { boxes: none, families: everything }'));
  assert.deepEqual([made.families.preset, plans[3]?.selection.has('go_gc')], ['everything', true]);
});
