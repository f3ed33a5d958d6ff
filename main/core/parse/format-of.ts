import type { ExpositionFormat } from '../model/exposition.ts';

/** The format that a `Content-Type` names. Whatever is not OpenMetrics is read as text 0.0.4. */
export function formatOf(contentType: string): ExpositionFormat {
  const [mediaType = ''] = contentType.split(';');
  return mediaType.trim().toLowerCase() === 'application/openmetrics-text' ? 'openmetrics' : 'text';
}

/** The format of a text without a `Content-Type`: OpenMetrics ends in `# EOF`, with or without a newline. */
export function guessFormat(body: Uint8Array): ExpositionFormat {
  const end = String.fromCharCode(...body.subarray(-8));
  return /(?:^|\n)# EOF\r?\n?$/.test(end) ? 'openmetrics' : 'text';
}
