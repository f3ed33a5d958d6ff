/** A hash of 32 bits, from 0 up to 2^32: FNV-1a over UTF-16 units. Quick, and the same on every computer. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
