/** What is needed to go on after the program stopped for an update that was not installed then. */
export interface GoingOn {
  /** Whether this is the one program of this user. */
  readonly takeLock: () => boolean;
  /** In order. */
  readonly quit: () => void;
  /** Opens anew what was stopped. */
  readonly reopen: () => Promise<void>;
  /** Says it under this title, and ends. */
  readonly giveUp: (error: unknown, title: string) => void;
}

/** It gave its lock away for the version that was to come: whoever took it meanwhile is the program now. Never rejects. */
export async function goOn({ takeLock, quit, reopen, giveUp }: GoingOn): Promise<void> {
  if (!takeLock()) {
    quit();
    return;
  }
  try {
    await reopen();
  } catch (error) {
    giveUp(error, 'NIM Glance cannot go on');
  }
}
