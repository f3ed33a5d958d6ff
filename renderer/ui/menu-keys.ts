/**
 * The item of a menu that a key leads to, as an index; undefined where the key leads nowhere. A letter leads to the next
 * item that begins with it. Source: ARIA Authoring Practices, menu and menu button.
 */
export function itemForKey(key: string, current: number, labels: readonly string[]): number | undefined {
  const count = labels.length;
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return (current + 1) % count;
    case 'ArrowUp':
      return (current + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return itemForLetter(key, current, labels);
  }
}

function itemForLetter(key: string, current: number, labels: readonly string[]): number | undefined {
  if (key.length !== 1 || key === ' ') return undefined;
  const after = labels.map((_, index) => (current + 1 + index) % labels.length);
  return after.find((index) => labels[index]?.toLowerCase().startsWith(key.toLowerCase()));
}
