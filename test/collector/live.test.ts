import assert from 'node:assert/strict';
import test from 'node:test';
import type { RelabelRule } from '../../main/core/model/relabel-rule.ts';
import { mismatches } from './compare.ts';
import { LIVE_DIFFERENCES } from './differences.ts';
import { startCollector, type LiveCollector, type ScrapeConfig } from './live-collector.ts';
import { LIVE_SCENARIOS } from './live-scenarios.ts';
import { ourPoints, scriptedSettings } from './our-chain.ts';
import { rowGroups, type RowGroup } from './rows.ts';
import { ScriptedTarget } from './scripted-target.ts';
import type { LiveScenario } from './scripted-texts.ts';
import type { RawRequest } from '../../main/demo/strict-sink/otlp-schema.ts';

const binary = process.env['NIM_GLANCE_OTELCOL'];
const skip = binary === undefined && 'NIM_GLANCE_OTELCOL names no Collector';

test('our own scenarios, beside a real Collector', { skip }, async (t) => {
  const scripts = new Map(LIVE_SCENARIOS.map(({ name, answers }) => [name, answers]));
  const target = await ScriptedTarget.start(scripts, Date.now);
  const collector = await startCollector(
    binary ?? '',
    LIVE_SCENARIOS.map((scenario) => scrapeConfig(scenario, target.port)),
  );
  try {
    await untilScraped(target, collector);
    await collector.stop();
    for (const scenario of LIVE_SCENARIOS) {
      await t.test(scenario.name, async () => {
        const differences = LIVE_DIFFERENCES.filter((difference) => difference.scenario === scenario.name);
        const theirs = pointsOf(collector.requests, scenario);
        assert.deepEqual(mismatches(theirs, await ours(scenario, target.port), differences), []);
      });
    }
  } finally {
    await collector.stop();
    await target.close();
  }
});

test('every difference belongs to a scenario of ours', () => {
  const names = LIVE_SCENARIOS.map(({ name }) => name);
  assert.deepEqual(LIVE_DIFFERENCES.filter(({ scenario }) => !names.includes(scenario)), []); // prettier-ignore
});

function scrapeConfig({ name, settings }: LiveScenario, port: number): ScrapeConfig {
  return {
    job_name: name,
    scrape_interval: '1s',
    scrape_timeout: '1s',
    metrics_path: `/collector/${name}`,
    honor_labels: settings?.honorLabels ?? false,
    honor_timestamps: settings?.honorTimestamps ?? true,
    static_configs: [{ targets: [`127.0.0.1:${String(port)}`] }],
    metric_relabel_configs: (settings?.metricRelabel ?? []).map(relabelConfig),
  };
}

function relabelConfig(rule: RelabelRule): object {
  const { action, regex, sourceLabels: source_labels, targetLabel: target_label } = rule;
  if (action === 'labeldrop') return { action, regex };
  if (target_label === '') return { action, regex, source_labels };
  // The Collector takes a single "$" for its own variables.
  return { action, regex, source_labels, target_label, replacement: rule.replacement.replaceAll('$', '$$$$') };
}

/** Until the Collector has asked each path once more than there are answers. */
async function untilScraped(target: ScriptedTarget, collector: LiveCollector): Promise<void> {
  const isDone = (): boolean =>
    LIVE_SCENARIOS.every(({ name, answers }) => target.turns(`/collector/${name}`) > answers.length);
  for (let tries = 0; !isDone(); tries += 1) {
    if (tries > 600 || collector.hasEnded()) assert.fail(`the Collector did not scrape: ${collector.log()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The scrapes of ours are two seconds apart; the target's clock is ours. */
async function ours({ name, answers, settings }: LiveScenario, port: number): Promise<readonly RowGroup[]> {
  let nowMs = Date.now();
  const clock = { nowMs: () => nowMs, tick: (ms: number) => void (nowMs += ms) };
  const target = await ScriptedTarget.start(new Map([[name, answers]]), clock.nowMs);
  try {
    const at = scriptedSettings(name, target.port, `127.0.0.1:${String(port)}`, settings ?? {});
    // Units of the catalogue would differ in every real text; the recorded scenarios have them.
    return await ourPoints(at, answers.length, clock, () => undefined);
  } finally {
    await target.close();
  }
}

/** Of what the Collector sent, the points of a scenario's scrapes; those after the last answer are left out. */
function pointsOf(
  requests: readonly RawRequest[],
  { name, answers, jobs = [name] }: LiveScenario,
): readonly RowGroup[] {
  const times = upTimes(requests, name).slice(0, answers.length);
  const end = times[times.length - 1] ?? 0;
  const timeOf = (ms: number): number | string => {
    if (times.includes(ms)) return times.indexOf(ms) + 1;
    return ms > end ? 'later' : `${ms} ms`;
  };
  return requests
    .flatMap((request) => rowGroups(request, timeOf))
    .filter(({ resource }) => jobs.includes(resource['service.name'] ?? ''))
    .map((group) => ({ ...group, points: group.points.filter(({ scrape }) => scrape !== 'later') }));
}

/** Each scrape has an `up` at its time. */
function upTimes(requests: readonly RawRequest[], job: string): readonly number[] {
  const times = requests
    .flatMap((request) => rowGroups(request, (ms) => ms, true))
    .filter(({ resource }) => resource['service.name'] === job)
    .flatMap(({ points }) => points.filter(({ name }) => name === 'up').map(({ scrape }) => Number(scrape)));
  return [...new Set(times)].sort((a, b) => a - b);
}
