import type { Chance } from './chance.ts';
import type { Fault } from './fault.ts';
import type { MovedClock } from './moved-clock.ts';
import { INTERVAL_MS } from './stage.ts';
import type { Stage } from './stage.ts';
import type { SmallDisk } from './small-disk.ts';
import { pause } from './wait.ts';

const HOUR_S = 3600;
const HOURS_AT_ONCE = 12;

/** Away for a while; when it comes back it goes on as if nothing had been. */
async function restart(stage: Stage, chance: Chance, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  await stage.lifeEndSeen();
  await pause(chance.between(0, INTERVAL_MS));
  await stage.endProgram(signal);
  await pause(chance.between(0, 1000));
  stage.startProgram();
  // Now and then it is killed again while it still starts.
  if (chance.is(0.3)) {
    await pause(chance.between(0, 800));
    await stage.endProgram('SIGKILL');
    stage.startProgram();
  }
}

const SIGKILL: Fault = { name: 'program: SIGKILL', strike: (stage, chance) => restart(stage, chance, 'SIGKILL') };
const SIGTERM: Fault = { name: 'program: SIGTERM', strike: (stage, chance) => restart(stage, chance, 'SIGTERM') };

function fullDisk(disk: SmallDisk): readonly Fault[] {
  const whileFull = (name: string, during: Fault['strike']): Fault => ({
    name,
    strike: async (stage, chance) => {
      await stage.lifeEndSeen();
      disk.fill();
      try {
        await pause(chance.between(1000, 3000));
        await during(stage, chance);
      } finally {
        disk.free();
      }
      await stage.seen();
    },
  });
  return [
    whileFull('program: disk full', () => Promise.resolve()),
    whileFull('program: SIGKILL while the disk is full', (stage, chance) => restart(stage, chance, 'SIGKILL')),
  ];
}

function movedClock(clock: MovedClock): readonly Fault[] {
  return [
    {
      name: 'program: clock jump',
      strike: async (stage, chance) => {
        await stage.seen();
        clock.move(chance.between(60, 8 * HOUR_S) * (chance.is(0.5) ? 1 : -1));
        await stage.seen();
      },
    },
    {
      name: 'program: days offline',
      strike: (stage, chance) => stage.withSink(() => daysOffline(stage, clock, chance.whole(24, 72))),
    },
  ];
}

async function daysOffline(stage: Stage, clock: MovedClock, hours: number): Promise<void> {
  await stage.seen();
  await stage.destination({ do: 'refuse' });
  // Half a day at a time, so that each stretch has scrapes that nobody takes.
  for (let passed = 0; passed < hours; passed += HOURS_AT_ONCE) {
    clock.move(HOURS_AT_ONCE * HOUR_S);
    await pause(2 * INTERVAL_MS);
  }
  await stage.destination({ do: 'clear' });
  await stage.seen();
}

/** What can happen to the program and its computer, as far as this one can have it. */
export function programFaults({ disk, clock }: Stage): readonly Fault[] {
  return [
    ...[SIGKILL, SIGKILL, SIGKILL, SIGTERM],
    ...(typeof disk === 'string' ? [] : fullDisk(disk)),
    ...movedClock(clock),
  ];
}
