// Progress on stderr: one line per step with the seconds since the program began. stdout belongs to the program's answer.

const startedMs = Date.now();

export function elapsed(sinceMs = startedMs) {
  return `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;
}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`nim-glance [${elapsed().padStart(7)}] ${line}\n`);
}
