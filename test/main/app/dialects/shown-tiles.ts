import { explainScrape, type TileExplanation } from '../../../../main/app/explain-scrape.ts';
import { fixtureBytes, fixtureNames } from '../../../expositions/fixtures.ts';

/** The tiles of one scrape. */
export async function tilesOf(text: Uint8Array | string): Promise<readonly TileExplanation[]> {
  const body = typeof text === 'string' ? Buffer.from(text) : text;
  const answer = await explainScrape({ source: { kind: 'text', body }, format: 'auto', strict: false });
  if (answer.kind === 'failed') throw new Error(answer.reason);
  return answer.explanation.tiles;
}

/** What each tile shows: a number to 12 digits, or `> 30`; tiles without a value are left out. */
export async function shownBy(text: Uint8Array | string): Promise<Readonly<Record<string, number | string>>> {
  const known = (await tilesOf(text)).flatMap(({ id, value, above }) => (value === null ? [] : [{ id, value, above }]));
  return Object.fromEntries(
    known.map(({ id, value, above }) => [id, above === null ? Number(value.toPrecision(12)) : `> ${String(above)}`]),
  );
}

/** The only fixture whose path begins so. */
export function fixture(beginning: string): Uint8Array {
  const [name, ...others] = fixtureNames().filter((path) => path.startsWith(beginning));
  if (name === undefined || others.length > 0) throw new RangeError(`not one fixture begins with ${beginning}`);
  return fixtureBytes(name);
}
