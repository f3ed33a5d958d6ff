import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { unitOf } from '../../main/app/dialects/catalog.ts';
import { mismatches } from './compare.ts';
import { RECORDED_DIFFERENCES } from './differences.ts';
import { ourPoints, scriptedSettings } from './our-chain.ts';
import type { RowGroup } from './rows.ts';
import { ScriptedTarget, type ScriptedAnswer } from './scripted-target.ts';

const FOLDER = join(import.meta.dirname, '../../../shared/fixtures/collector');
const skip = !existsSync(FOLDER) && 'no ../shared/fixtures beside the clone';
const scenarios = skip ? [] : readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, name, 'collector.json')));

/**
 * The second scrape is at 1,799,999,998 s: the new process of `counter-resets-with-process-start` then begins, as it
 * says, at 1,800,000,000 s, between the second and the third.
 */
const BEFORE_FIRST_SCRAPE_MS = 1_799_999_994_000;
const RECORDED_INSTANCE = '127.0.0.1:9411';

/** `1.txt`, `2.om`, `3.503` … in order. */
function answersOf(scenario: string): readonly ScriptedAnswer[] {
  const files = readdirSync(join(FOLDER, scenario)).filter((file) => /^\d+\./.test(file));
  return files
    .sort((a, b) => parseInt(a, 10) - parseInt(b, 10))
    .map((file) => {
      const text = readFileSync(join(FOLDER, scenario, file), 'utf8');
      const ending = file.split('.')[1] ?? '';
      const status = /^\d+$/.test(ending) ? Number(ending) : 200;
      return { format: ending === 'om' ? 'openmetrics' : 'text', status, text: () => text };
    });
}

async function replay(scenario: string): Promise<readonly RowGroup[]> {
  const answers = answersOf(scenario);
  let nowMs = BEFORE_FIRST_SCRAPE_MS;
  const clock = { nowMs: () => nowMs, tick: (ms: number) => void (nowMs += ms) };
  const target = await ScriptedTarget.start(new Map([[scenario, answers]]), clock.nowMs);
  try {
    return await ourPoints(
      scriptedSettings(scenario, target.port, RECORDED_INSTANCE, {}),
      answers.length,
      clock,
      unitOf,
    );
  } finally {
    await target.close();
  }
}

test('all recorded scenarios are there', { skip }, () => {
  assert.equal(scenarios.length, 18);
});

for (const scenario of scenarios) {
  test(`${scenario}: point by point as the Collector sent it`, async () => {
    const recorded = JSON.parse(readFileSync(join(FOLDER, scenario, 'collector.json'), 'utf8')) as RowGroup;
    const differences = RECORDED_DIFFERENCES.filter((difference) => difference.scenario === scenario);
    assert.deepEqual(mismatches([recorded], await replay(scenario), differences), []);
  });
}

test('every difference belongs to a scenario', { skip }, () => {
  const unknown = RECORDED_DIFFERENCES.filter(({ scenario }) => !scenarios.includes(scenario));
  assert.deepEqual(unknown, []);
});
