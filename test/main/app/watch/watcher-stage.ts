import { rulesOf } from '../../../../main/app/alert-rules/rules-of.ts';
import type { ForwardingFacts } from '../../../../main/app/forwarding-view.ts';
import type { AlertMemory } from '../../../../main/app/ports.ts';
import { Watcher } from '../../../../main/app/watch/watcher.ts';
import type { AlertRule } from '../../../../main/core/model/alert.ts';
import type { DestinationAnswer } from '../../../../main/core/pipeline.ts';
import type { NoticeView } from '../../../../preload/contract/view.ts';
import { FakeClock } from '../../../fakes/clock.ts';
import type { FakeTarget } from './fake-target.ts';

export const INTERVAL_MS = 10_000;
const REFUSED = 'connection refused: nothing listens on this port';
export const SILENT = 'no answer within 10 s';
export const FORWARDING: ForwardingFacts = {
  ...{
    on: false,
    endpoint: 'https://abc.example',
    hasToken: true,
    tokenGiven: undefined,
    keychainProblem: '',
    rejections: [],
  },
  delivery: { kind: 'sending' },
  ledger: { produced: 0, delivered: 0, queued: 0, folded: 0, carried: 0, dropped: {}, skipped: {} },
};

export class FakeMemory implements AlertMemory {
  text: string | undefined;
  problem: string | undefined;
  writes = 0;

  write(text: string): string | undefined {
    this.writes += 1;
    this.text = text;
    return this.problem;
  }
}

export const BOX_DOWN = { box: 'dgx', target: undefined };

/** A watcher over targets, each asked in turn once per interval. */
export function stage(targets: readonly FakeTarget[], memory = new FakeMemory(), rules: readonly AlertRule[] = rulesOf([]).rules, off: readonly AlertRule[] = []) {
  const clock = new FakeClock(new Date(2026, 10, 24, 12).getTime());
  const told: NoticeView[] = [];
  const world = {
    targets,
    forwarding: FORWARDING,
    answered: undefined as DestinationAnswer | undefined,
    online: undefined as boolean | undefined,
  };
  const watcher = new Watcher({ rules, off }, memory, {
    clock,
    online: () => world.online,
    targets: () => world.targets,
    forwarding: () => world.forwarding,
    destination: () => ({ endpoint: FORWARDING.endpoint, answered: world.answered }),
    tell: (notice) => told.push(notice),
  });
  /** One interval goes by; `scrape` says how each target answered. */
  const tick = async (scrape: (target: FakeTarget) => void, times = 1): Promise<void> => {
    for (let done = 0; done < times; done += 1) {
      await clock.advance(INTERVAL_MS);
      for (const target of world.targets) {
        scrape(target);
        watcher.scraped(target, 100);
      }
    }
  };
  const texts = () => told.map(({ kind, text }) => `${kind}: ${text}`);
  return { clock, watcher, memory, world, tick, told, texts };
} // prettier-ignore

export const well = (target: FakeTarget): void => {
  target.good({ running: 1, waiting: 0, kvCache: 0.2 });
};
export const down = (target: FakeTarget): void => {
  target.fail(REFUSED);
};
