import { updateReason } from './update-reason.ts';

/** What is known of a newer version. Nothing is asked, loaded or installed but on the user's word. */
export type UpdateState =
  /** This copy cannot be replaced by itself; `reason` begins in lower case and ends without a full stop. */
  | { readonly kind: 'unavailable'; readonly reason: string }
  /** `isNewest`: it was asked, and there is none; false before the first question. */
  | { readonly kind: 'idle'; readonly isNewest: boolean }
  | { readonly kind: 'checking' }
  | { readonly kind: 'available'; readonly version: string }
  | { readonly kind: 'downloading'; readonly version: string; readonly percent: number }
  /** It is here and its hash is right; `install` takes it. */
  | { readonly kind: 'ready'; readonly version: string }
  /** The monitor has stopped for it; the program ends, or it goes on as it was. */
  | { readonly kind: 'installing'; readonly version: string }
  /** `reason` as above. */
  | { readonly kind: 'failed'; readonly during: 'check' | 'download' | 'install'; readonly reason: string };

/** The part of electron-updater that is used. */
export interface UpdateEngine {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  logger: unknown;
  isUpdaterActive(): boolean;
  checkForUpdates(): Promise<{ readonly isUpdateAvailable: boolean; readonly updateInfo: UpdateVersion } | null>;
  downloadUpdate(): Promise<unknown>;
  quitAndInstall(isSilent: boolean, isForceRunAfter: boolean): void;
  on(event: 'download-progress', listener: (progress: { readonly percent: number }) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

interface UpdateVersion {
  readonly version: string;
}

export interface UpdaterOptions {
  /** The program runs from a package, not from the clone. */
  readonly isPackaged: boolean;
  /** electron-updater itself, unless a test lends another: loaded at the first question alone. */
  readonly load?: () => Promise<UpdateEngine>;
  /** Lets everything be written and sent that is to be, before the program is replaced. */
  readonly beforeInstall: () => Promise<void>;
  /** The program was not replaced: goes on as before `beforeInstall`. */
  readonly afterFailedInstall: () => Promise<void>;
  readonly onChange: (state: UpdateState) => void;
}

/** Each step waits for the user; one that does not fit the state does nothing. None of them rejects. */
export interface Updater {
  state(): UpdateState;
  check(): Promise<void>;
  download(): Promise<void>;
  /** Replaces the program and starts it again; this process ends. */
  install(): Promise<void>;
}

const FROM_CLONE = 'this copy runs from its sources: git pull brings the newest';
const NOT_INSTALLED = 'this copy did not come from an installer, so it cannot replace itself';

/** Looks for newer versions, loads and installs them. A failed step can be taken again. */
export function createUpdater(options: UpdaterOptions): Updater {
  return new StepByStep(options);
}

class StepByStep implements Updater {
  readonly #options: UpdaterOptions;
  #state: UpdateState;
  #engine: UpdateEngine | undefined;
  /** The newest version that was found. */
  #version: string | undefined;

  constructor(options: UpdaterOptions) {
    this.#options = options;
    this.#state = options.isPackaged ? { kind: 'idle', isNewest: false } : { kind: 'unavailable', reason: FROM_CLONE };
  }

  state(): UpdateState {
    return this.#state;
  }

  async check(): Promise<void> {
    if (this.#state.kind !== 'idle' && this.#state.kind !== 'failed') return;
    this.#become({ kind: 'checking' });
    await this.#attempt('check', async () => this.#look(await this.#prepare()));
  }

  async download(): Promise<void> {
    const again = this.#state.kind === 'failed' && this.#state.during === 'download';
    const wanted = this.#version;
    if ((this.#state.kind !== 'available' && !again) || wanted === undefined) return;
    this.#become({ kind: 'downloading', version: wanted, percent: 0 });
    await this.#attempt('download', async () => {
      const engine = await this.#prepare();
      if (again) {
        // What failed may have been mended since; another version is another question.
        const found = await this.#look(engine);
        if (found.kind !== 'available' || found.version !== wanted) return found;
      }
      await engine.downloadUpdate();
      return { kind: 'ready', version: wanted };
    });
  }

  async install(): Promise<void> {
    if (this.#state.kind !== 'ready') return;
    this.#become({ kind: 'installing', version: this.#state.version });
    try {
      await this.#options.beforeInstall();
      (await this.#prepare()).quitAndInstall(false, true);
    } catch (error) {
      await this.#failInstall(error);
    }
  }

  #become(next: UpdateState): void {
    this.#state = next;
    this.#options.onChange(next);
  }

  async #attempt(during: 'check' | 'download', step: () => Promise<UpdateState>): Promise<void> {
    try {
      this.#become(await step());
    } catch (error) {
      this.#become({ kind: 'failed', during, reason: updateReason(error) });
    }
  }

  async #failInstall(error: unknown): Promise<void> {
    if (this.#state.kind !== 'installing') return;
    this.#become({ kind: 'failed', during: 'install', reason: updateReason(error) });
    await this.#options.afterFailedInstall();
  }

  async #look(engine: UpdateEngine): Promise<UpdateState> {
    const found = await look(engine);
    if (found.kind === 'available') this.#version = found.version;
    return found;
  }

  async #prepare(): Promise<UpdateEngine> {
    const { load = loadUpdateEngine } = this.#options;
    this.#engine ??= calm(await load(), {
      tell: (percent) => {
        const state = this.#state;
        if (state.kind === 'downloading' && state.percent !== percent) this.#become({ ...state, percent });
      },
      // An installation that fails rejects nothing and throws nothing: it is told here alone.
      fail: (error) => void this.#failInstall(error),
    });
    return this.#engine;
  }
}

interface Listeners {
  /** Takes whole percents. */
  readonly tell: (percent: number) => void;
  readonly fail: (error: Error) => void;
}

/** Left to itself it would load what it finds, and install it when the program ends. */
function calm(engine: UpdateEngine, { tell, fail }: Listeners): UpdateEngine {
  Object.assign(engine, { autoDownload: false, autoInstallOnAppQuit: false, logger: null });
  engine.on('download-progress', ({ percent }) => {
    tell(Math.floor(percent));
  });
  // Whoever asked gets it as a rejection, too; without a listener it would end the program besides.
  engine.on('error', fail);
  return engine;
}

async function look(engine: UpdateEngine): Promise<UpdateState> {
  if (!engine.isUpdaterActive()) return { kind: 'unavailable', reason: NOT_INSTALLED };
  const answer = await engine.checkForUpdates().catch((error: unknown) => {
    if (isFeedMissing(error)) return null;
    throw error;
  });
  if (answer === null) return { kind: 'unavailable', reason: NOT_INSTALLED };
  if (!answer.isUpdateAvailable) return { kind: 'idle', isNewest: true };
  return { kind: 'available', version: answer.updateInfo.version };
}

/** A package that was built from a clone of no known repository does not say where newer ones are. */
function isFeedMissing(error: unknown): boolean {
  return error instanceof Error && /^ENOENT.*app-update\.yml/.test(error.message);
}

/** It reads its configuration from the package. */
async function loadUpdateEngine(): Promise<UpdateEngine> {
  const { autoUpdater } = await import('electron-updater');
  return autoUpdater;
}
