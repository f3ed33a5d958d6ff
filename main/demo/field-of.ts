/** Reading of JSON that came from outside, field by field; each mistake is thrown as a sentence. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function objectOf(value: unknown): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('A JSON object is wanted.');
  return value as JsonObject;
}

/** A finite number of at least 0; `fallback` where the field is missing. */
export function numberField(object: JsonObject, name: string, fallback?: number): number {
  const value = object[name] ?? fallback;
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  throw new Error(`"${name}" takes a number of at least 0.`);
}

export function textField(object: JsonObject, name: string): string {
  const value = object[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new Error(`"${name}" takes a text.`);
}

/** One of a few words; `fallback` where the field is missing. */
export function wordField<Word extends string>(
  object: JsonObject,
  name: string,
  words: readonly Word[],
  fallback?: Word,
): Word {
  const value = object[name] ?? fallback;
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) throw new Error(`"${name}" takes one of: ${words.join(', ')}.`);
  return word;
}
