import type { UpdateState } from './updater.ts';
import { capital } from '../../app/capital.ts';

/** One line of the menu about newer versions; `step`: what a click does, null where there is nothing to do now. */
export interface UpdateEntry {
  readonly label: string;
  readonly step: 'check' | 'download' | 'install' | null;
}

/** Undefined where this copy cannot replace itself: then nothing is said of it. */
export function updateEntry(state: UpdateState): UpdateEntry | undefined {
  switch (state.kind) {
    case 'unavailable':
      return undefined;
    case 'idle':
      return { label: state.isNewest ? 'This is the newest version' : 'Check for updates', step: 'check' };
    case 'checking':
      return { label: 'Looking for updates', step: null };
    case 'available':
      return { label: `Download version ${state.version}`, step: 'download' };
    case 'downloading':
      return { label: `Downloading version ${state.version}: ${String(state.percent)} %`, step: null };
    case 'ready':
      return { label: `Restart with version ${state.version}`, step: 'install' };
    case 'installing':
      return { label: `Restarting with version ${state.version}`, step: null };
    case 'failed':
      return { label: FAILED[state.during], step: state.during === 'download' ? 'download' : 'check' };
  }
}

const FAILED: Readonly<Record<(UpdateState & { readonly kind: 'failed' })['during'], string>> = {
  check: 'Updates could not be looked for: try again',
  download: 'The download failed: try again',
  install: 'The new version could not be installed: look again',
};

/** What is said in a notification, once; undefined where the menu says enough. */
export function updateNotice(state: UpdateState): { readonly title: string; readonly text: string } | undefined {
  switch (state.kind) {
    case 'unavailable':
      return { title: 'No updates here', text: `${capital(state.reason)}.` };
    case 'idle':
      return state.isNewest ? { title: 'NIM Glance is up to date', text: 'There is no newer version.' } : undefined;
    case 'available':
      return { title: `Version ${state.version} is there`, text: 'Download it from the menu of the icon.' };
    case 'ready':
      return { title: `Version ${state.version} is ready`, text: 'Restart with it from the menu of the icon.' };
    case 'failed':
      return { title: FAILED[state.during], text: `${capital(state.reason)}.` };
    case 'checking':
    case 'downloading':
    case 'installing':
      return undefined;
  }
}
