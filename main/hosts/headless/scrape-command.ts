import { createReadStream, existsSync } from 'node:fs';
import { explainScrape, LONGEST_TEXT, type ScrapeAnswer, type ScrapeQuestion } from '../../app/explain-scrape.ts';
import { drawExplanation, explanationJson, issueLine, sampleJson } from './explanation.ts';
import { plain, plainJson } from './plain.ts';
import { unreadable } from '../../app/unreadable.ts';
import { UsageError } from './usage-error.ts';

export interface ScrapeArguments {
  /** A file, `-` for standard input, or the address of a target. */
  readonly source: string | undefined;
  readonly samples: boolean;
  readonly strict: boolean;
  /** `auto`, `text` or `openmetrics`; undefined is `auto`. */
  readonly format: string | undefined;
  readonly json: boolean;
}

/** What the command reads from and writes to: `process` has it. */
export interface ScrapeIo {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
}

interface Output {
  write(text: string): unknown;
}

const FORMATS = ['auto', 'text', 'openmetrics'] as const;
/** Lines written at once. */
const BATCH = 1_000;

/**
 * `nim-glance scrape`: one scrape explained; with `--samples` one line of JSON per sample and nothing else on standard
 * output. 0 when the text could be read, 1 when it is refused, a `UsageError` when the arguments make no sense.
 * A text with nothing in it is read: it is valid, although a watched target that sends one counts as failed.
 */
export async function scrapeCommand(args: ScrapeArguments, io: ScrapeIo): Promise<number> {
  const { source } = args;
  const format = FORMATS.find((known) => known === (args.format ?? 'auto'));
  if (source === undefined) throw new UsageError('scrape needs a file, - or an address, for example dgx-lab:8000');
  if (format === undefined) throw new UsageError(`--format takes ${FORMATS.join(', ')}, not "${args.format ?? ''}"`);
  if (args.samples && args.json) throw new UsageError('--samples and --json exclude each other');
  const answer = await answerTo(source, { format, strict: args.strict }, io);
  if (answer.kind === 'failed') return refuse(io, source, answer.reason);
  tell(answer, args, io);
  return answer.refusal === undefined ? 0 : refuse(io, source, answer.refusal);
}

async function answerTo(source: string, how: Omit<ScrapeQuestion, 'source'>, io: ScrapeIo): Promise<ScrapeAnswer> {
  if (source !== '-' && !existsSync(source)) {
    if (/^[./~]/.test(source)) return { kind: 'failed', reason: 'there is no such file' };
    const answer = await explainScrape({ source: { kind: 'address', address: source }, ...how });
    const hint = answer.kind === 'failed' && !source.includes('://') ? 'it is no file here, and as an address: ' : '';
    return answer.kind === 'failed' ? { ...answer, reason: hint + answer.reason } : answer;
  }
  let body: Uint8Array;
  try {
    body = await readAll(source === '-' ? io.stdin : createReadStream(source));
  } catch (error) {
    return { kind: 'failed', reason: unreadable(error) };
  }
  return explainScrape({ source: { kind: 'text', body }, ...how });
}

/** Up to the first piece beyond what is explained: an input may be endless. */
async function readAll(input: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LONGEST_TEXT) break;
  }
  return Buffer.concat(chunks);
}

type Read = Extract<ScrapeAnswer, { kind: 'read' }>;

/** A refused text gives no samples: none of them may be used. */
function tell({ explanation, samples, refusal }: Read, args: ScrapeArguments, io: ScrapeIo): void {
  if (args.json) {
    io.stdout.write(`${plainJson(explanationJson(explanation, refusal))}\n`);
  } else if (!args.samples) {
    io.stdout.write(
      drawExplanation(explanation)
        .map((line) => `${line}\n`)
        .join(''),
    );
  } else {
    for (const issue of explanation.issues) io.stderr.write(`${plain(issueLine(issue))}\n`);
    const told = refusal === undefined ? samples : [];
    for (let at = 0; at < told.length; at += BATCH) {
      io.stdout.write(
        told
          .slice(at, at + BATCH)
          .map((sample) => `${plainJson(sampleJson(sample))}\n`)
          .join(''),
      );
    }
  }
}

function refuse(io: ScrapeIo, source: string, reason: string): number {
  io.stderr.write(`nim-glance: ${plain(withoutPassword(source))}: ${plain(reason)}\n`);
  return 1;
}

/** What is refused may be an address with a password in it, and what is printed may be kept. */
function withoutPassword(source: string): string {
  return source.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/]*:.*@/i, '$1…@');
}
