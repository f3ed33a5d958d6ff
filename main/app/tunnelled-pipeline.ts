import { Pipeline, type PipelineOptions } from '../core/pipeline.ts';
import type { TargetSettings } from '../core/model/target-settings.ts';
import { newTunnels } from './tunnels/new-tunnels.ts';
import type { Tunnels } from './tunnels/tunnels.ts';

/** A pipeline whose targets may be behind SSH tunnels, which are open as long as these are watched. */
export class TunnelledPipeline extends Pipeline {
  readonly #tunnels: Tunnels;

  constructor(options: PipelineOptions) {
    const tunnels = newTunnels(options);
    super({ ...options, through: (get) => tunnels.through(get) });
    this.#tunnels = tunnels;
  }

  override watch(wanted: readonly TargetSettings[]): void {
    this.#tunnels.use(wanted);
    super.watch(wanted);
  }

  override start(): void {
    this.#tunnels.start();
    super.start();
  }

  override retryNow(): void {
    this.#tunnels.retryNow();
    super.retryNow();
  }

  /** Whoever goes on wants to see it now, also where ssh waits a while before it is started again. */
  override pause(on: boolean): void {
    if (!on) this.#tunnels.retryNow();
    super.pause(on);
  }

  /** The last scrapes may still need the tunnels. */
  override async stop(withinMs: number): Promise<void> {
    await super.stop(withinMs);
    await this.#tunnels.stop();
  }
}
