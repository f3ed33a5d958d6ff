import type { Chance } from './chance.ts';
import type { Stage } from './stage.ts';

/** One kind of trouble. When `strike` resolves, it is over, but for what the program has to recover from. */
export interface Fault {
  /** As it is counted in the result. */
  readonly name: string;
  strike(stage: Stage, chance: Chance): Promise<void>;
}
