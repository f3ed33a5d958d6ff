/**
 * What the OpenTelemetry Collector's `health_check` extension answers while it works, so that probes written for it go on
 * as they are. Source: opentelemetry-collector-contrib, extension/healthcheckextension.
 */
export function healthAnswer(startedMs: number, uptimeMs: number): string {
  const upSince = new Date(startedMs).toISOString();
  return JSON.stringify({ status: 'Server available', upSince, uptime: goDuration(uptimeMs) });
}

/** As Go prints it: `1h2m3.5s`, `250ms`, `0s`. Source: Go, `time.Duration.String`. */
export function goDuration(ms: number): string {
  const whole = Math.round(ms);
  if (whole === 0) return '0s';
  if (whole < 1_000) return `${String(whole)}ms`;
  const hours = Math.floor(whole / 3_600_000);
  const minutes = Math.floor(whole / 60_000) % 60;
  const seconds = `${String((whole % 60_000) / 1000)}s`;
  if (hours > 0) return `${String(hours)}h${String(minutes)}m${seconds}`;
  return minutes > 0 ? `${String(minutes)}m${seconds}` : seconds;
}
