import type { FamilyFacts, TargetFamilies } from '../../core/model/family-facts.ts';
import type { FamilyPlan, SendPlan } from '../../../preload/contract/destination.ts';
import type { FamilyChoice } from '../config/configuration.ts';
import { selectionOf } from '../family-selection.ts';
import { isSwitched } from './family-switches.ts';

const MONTH_MS = 30 * 24 * 3_600_000;
/** Of a HELP text, which may be of any length, UTF-16 units. */
const LONGEST_HELP = 300;

/** What is sent of a box under a choice, from what its targets told last. */
export function sendPlan(targets: readonly TargetFamilies[], choice: FamilyChoice): SendPlan {
  const selection = selectionOf(choice);
  const families = joined(targets).map((facts): FamilyPlan => {
    const { name, type, series, points: pointsPerScrape } = facts;
    const help = facts.help.slice(0, LONGEST_HELP);
    const switches = { sent: selection.has(name), chosen: isSwitched(choice, name) };
    return { name, type, help, series, pointsPerScrape, ...switches };
  });
  const perScrape = targets.map((target) => ({ ...target, points: pointsOf(target.families, selection.has) }));
  return {
    preset: choice.preset,
    families: families.sort(byWeight),
    pointsPerScrape: perScrape.reduce((sum, { points }) => sum + points, 0),
    pointsPerMonth: Math.round(
      perScrape.reduce((sum, { points, intervalMs }) => sum + points * (MONTH_MS / intervalMs), 0),
    ),
  };
}

function pointsOf(families: readonly FamilyFacts[], has: (name: string) => boolean): number {
  return families.reduce((sum, { name, points }) => (has(name) ? sum + points : sum), 0);
}

/** Several targets may tell the same family: its type and help are then the first one's. */
function joined(targets: readonly TargetFamilies[]): readonly FamilyFacts[] {
  const byName = new Map<string, FamilyFacts>();
  for (const facts of targets.flatMap(({ families }) => families)) {
    const known = byName.get(facts.name);
    const sums = known && { series: known.series + facts.series, points: known.points + facts.points };
    byName.set(facts.name, { ...facts, ...known, ...sums });
  }
  return [...byName.values()];
}

function byWeight(a: FamilyPlan, b: FamilyPlan): number {
  if (a.sent !== b.sent) return a.sent ? -1 : 1;
  return b.pointsPerScrape - a.pointsPerScrape || (a.name < b.name ? -1 : 1);
}
