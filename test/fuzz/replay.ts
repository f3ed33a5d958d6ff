import { extname } from 'node:path';
import { Measure } from './measure.ts';
import { READERS } from './readers.ts';

/** Gives a case that was found to its readers again and prints what each made of it; true when none of them threw. */
export function replay(file: string, body: Uint8Array): boolean {
  const kind = extname(file).slice(1);
  const measure = new Measure(() => performance.now());
  const readers = READERS.filter((reader) => reader.kind === kind);
  if (readers.length === 0) throw new Error(`${file} ends in none of: ${READERS.map((one) => one.kind).join(', ')}`);
  const results = readers.map((reader) => {
    const startedMs = performance.now();
    const found = measure.run(reader, { kind: reader.kind, body });
    const ms = performance.now() - startedMs;
    console.log(`${reader.name}: ${String(body.length)} bytes in ${ms.toFixed(1)} ms: ${found?.words ?? 'no throw'}`);
    return found === undefined;
  });
  return !results.includes(false);
}
