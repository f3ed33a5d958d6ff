import type { ForwardingPlan } from '../../core/pipeline.ts';
import type { Configuration, FamilyChoice, ForwardSettings } from '../config/configuration.ts';
import { selectionOf } from '../family-selection.ts';
import { boxesStillForwarded, boxesToForward, isSameChoice } from '../forwarded-boxes.ts';

/** Which boxes are forwarded, and what of them: as the configuration says, until the user moves a switch. */
export class ForwardingSwitches {
  readonly #use: (plan: ForwardingPlan) => void;
  #configuration: Configuration;
  #on: ReadonlySet<string>;
  #selection: ForwardingPlan['selection'];

  /** `use` is told of the plan now and after every change. */
  constructor(configuration: Configuration, use: (plan: ForwardingPlan) => void) {
    this.#use = use;
    this.#configuration = configuration;
    this.#on = boxesToForward(configuration);
    this.#selection = selectionOf(configuration.forward.families);
    this.#tell();
  }

  /** What is sent of a box that is forwarded. */
  get families(): FamilyChoice {
    return this.#configuration.forward.families;
  }

  /** As the configuration would have to say it. */
  get boxes(): ForwardSettings['boxes'] {
    const { forward, targets } = this.#configuration;
    const known = [...new Set(targets.map(({ box }) => box))];
    const on = known.filter((box) => this.#on.has(box));
    return forward.boxes === 'all' && on.length === known.length ? 'all' : on;
  }

  isOn(box: string): boolean {
    return this.#on.has(box);
  }

  move(box: string, on: boolean): void {
    const others = [...this.#on].filter((name) => name !== box);
    this.#on = new Set(on ? [...others, box] : others);
    this.#tell();
  }

  follow(configuration: Configuration): void {
    const before = this.#configuration;
    const { families } = configuration.forward;
    if (!isSameChoice(before.forward.families, families)) this.#selection = selectionOf(families);
    this.#on = boxesStillForwarded(this.#on, before, configuration);
    this.#configuration = configuration;
    this.#tell();
  }

  #tell(): void {
    const on = this.#on;
    this.#use({
      isForwarded: (box) => on.has(box),
      selection: this.#selection,
      summaryQuantiles: this.#configuration.forward.summaryQuantiles,
    });
  }
}
