/** What an XID code means, and what to do. Source: docs.nvidia.com/deploy/xid-errors, in our words. */
const WORDS: ReadonlyMap<number, string> = new Map([
  [13, 'a program made an error on the GPU'],
  [31, 'a program reached for GPU memory that is not its own'],
  [43, 'a program made an error, and the GPU stopped its work'],
  [45, 'work on the GPU was cut off after an earlier error'],
  [48, 'GPU memory has an error that cannot be corrected: restart the GPU'],
  [62, 'the GPU’s own controller halted: restart the computer'],
  [63, 'a bad part of the GPU memory was replaced: restart the GPU when nobody asks'],
  [64, 'a bad part of the GPU memory could not be replaced: restart the GPU'],
  [74, 'the link between GPUs (NVLink) has an error: check the hardware'],
  [79, 'the computer cannot reach the GPU any more: restart it, and check power and seating'],
  [92, 'GPU memory has many errors, corrected so far: have it checked'],
  [94, 'GPU memory has an error, and only one program is hit: restart that'],
  [95, 'GPU memory has an error, and all programs may be hit: restart the GPU'],
  [119, 'the GPU’s system processor does not answer: restart the GPU'],
  [120, 'the GPU’s system processor has an error: restart the GPU'],
]);

/** For a sentence; a code that is not in the table sends to the log of the computer. */
export function xidWords(code: number): string {
  return WORDS.get(code) ?? 'look into the kernel’s log of that computer';
}
