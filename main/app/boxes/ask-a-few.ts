/** Asks all of them, at most `atOnce` at a time; the answers come in their order. */
export async function askAFew<T, A>(
  all: readonly T[],
  atOnce: number,
  ask: (one: T) => Promise<A>,
): Promise<readonly A[]> {
  const answers: A[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < all.length) {
      const at = next;
      next += 1;
      answers[at] = await ask(all[at] as T);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
  return answers;
}
