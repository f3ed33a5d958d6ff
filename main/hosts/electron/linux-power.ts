import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the kernel lists batteries and chargers. Source: its Documentation/ABI/testing/sysfs-class-power. */
export const POWER_SUPPLIES = '/sys/class/power_supply';

/**
 * Whether a Linux computer runs on its battery: one of its own discharges, and nothing that is plugged in feeds it.
 * False where nobody knows. `folder` is `POWER_SUPPLIES`.
 */
export async function isOnBattery(folder: string): Promise<boolean> {
  const supplies = await suppliesIn(folder);
  // Batteries last: to ask one takes its firmware a while, and plugged in nobody wants to know.
  for (const { read } of supplies.filter(({ type }) => type !== 'Battery')) {
    // 1: online; 2: online, with a voltage that is agreed upon.
    if (Number(await read('online')) > 0) return false;
  }
  for (const { read } of supplies.filter(({ type }) => type === 'Battery')) {
    if ((await read('status')) === 'Discharging') return true;
  }
  return false;
}

interface Supply {
  /** `Mains`, `USB`, `Battery` and more. */
  readonly type: string;
  readonly read: (attribute: string) => Promise<string>;
}

/** Of this computer, not of a mouse or a headset. */
async function suppliesIn(folder: string): Promise<readonly Supply[]> {
  const names = await readdir(folder).catch((): readonly string[] => []);
  const all = await Promise.all(
    names.map(async (name) => {
      const read = (attribute: string) => attributeOf(join(folder, name, attribute));
      return { type: await read('type'), scope: await read('scope'), read };
    }),
  );
  return all.filter(({ scope }) => scope !== 'Device');
}

/** Empty where there is none, or where a battery was taken out meanwhile. */
async function attributeOf(file: string): Promise<string> {
  return (await readFile(file, 'utf8').catch(() => '')).trim();
}
