/** Resolves when the time is up (undefined: never) or the user or system asks to end. */
export function untilEnded(forMs: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = forMs === undefined ? setInterval(() => undefined, 2 ** 30) : setTimeout(end, forMs);
    process.on('SIGINT', end);
    process.on('SIGTERM', end);
    function end(): void {
      clearTimeout(timer);
      process.off('SIGINT', end);
      process.off('SIGTERM', end);
      resolve();
    }
  });
}
