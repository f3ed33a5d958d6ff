import type { Clock } from '../../core/model/clock.ts';

/** What a host lends for the watching of a file. */
export interface FileWatchPorts {
  readonly clock: Pick<Clock, 'after'>;
  /** The file's text; undefined when it cannot be read at the moment. */
  readonly read: (file: string) => Promise<string | undefined>;
  /** Calls `onHint` whenever the file may have changed: too often does no harm. The returned function ends it. */
  readonly hint: (file: string, onHint: () => void) => () => void;
}

/** Editors write in several steps, or put another file in the place of the old one. */
const SETTLE_MS = 200;

/**
 * Calls `onChange` each time the file's text is another one than `text`, or than told last, and has stood still for
 * a moment; with undefined when it cannot be read any more. The returned function ends it.
 */
export function watchConfiguration(
  file: string,
  text: string | undefined,
  ports: FileWatchPorts,
  onChange: (text: string | undefined) => void,
): () => void {
  let told = text;
  let ended = false;
  let cancel: (() => void) | undefined;
  const isWaiting = (): boolean => cancel !== undefined;

  const lookLater = (seen: string | undefined): void => {
    cancel = ports.clock.after(SETTLE_MS, () => void look(seen));
  };
  const look = async (seen: string | undefined): Promise<void> => {
    cancel = undefined;
    const now = await ports.read(file);
    // A hint that came while it was read has its own look.
    if (ended || isWaiting() || now === told) return;
    if (now !== seen) {
      lookLater(now);
      return;
    }
    told = now;
    onChange(now);
  };
  const unhint = ports.hint(file, () => {
    if (!isWaiting() && !ended) lookLater(told);
  });
  return () => {
    ended = true;
    cancel?.();
    unhint();
  };
}
