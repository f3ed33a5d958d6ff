import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { HeadlessHost } from './headless-host.ts';

/** The configuration file, in the user's home. */
export const CONFIGURATION = '.config/nim-glance/nim-glance.yaml';

/** What the product is started with. */
export interface Start {
  /** The address that is watched. */
  readonly target: string;
  readonly intervalMs: number;
  /** The text of a configuration file, instead of what is above and below. */
  readonly configuration: string | undefined;
  /** OTLP base URL; undefined names no destination, and forwarding is off. */
  readonly forward: string | undefined;
  /** As `DT_API_TOKEN`. */
  readonly token: string | undefined;
  /** Its home, with all it keeps. */
  readonly home: string;
}

/** The product in a process of its own, and its glance. */
export interface Product {
  readonly page: Page;
  /** What a browser is before; null in Electron. */
  readonly headless: HeadlessHost | null;
  /** Null for a browser. */
  readonly electron: ElectronApplication | null;
  /** How large the newest snapshot is, as it comes to the page. */
  snapshotBytes(): Promise<number>;
  /** Stops the process that watches, as a computer that falls asleep does. */
  sleep(): void;
  wake(): void;
  /** Ends it as the system would, and waits. Its home stays. */
  stop(): Promise<void>;
}

/** The environment of this test, with a home of its own and nothing else that would change what is tested. */
export function environmentOf({ home, token }: Start): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^(XDG_(?!RUNTIME)|DT_|NODE_|PW_|PLAYWRIGHT)|_proxy$/i.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), HOME: home, ...(token === undefined ? {} : { DT_API_TOKEN: token }) };
}

/** The configuration file, where the shell looks for it; written when it is not there: what the product wrote stays. */
export function configurationFile({ home, configuration = '' }: Start): string {
  const file = join(home, CONFIGURATION);
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) writeFileSync(file, configuration);
  return file;
}
