const looks = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'];
const queries = looks.map((look) => window.matchMedia(look));

/** Calls `listener` when the system asks for other colours; the returned function ends that. */
export function onLookChange(listener: () => void): () => void {
  for (const query of queries) query.addEventListener('change', listener);
  return () => {
    for (const query of queries) query.removeEventListener('change', listener);
  };
}
