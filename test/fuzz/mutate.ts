import type { Random } from './random.ts';

/** No case is longer; also the size of the memory that the worker shares with its watcher. */
export const MAX_CASE_BYTES = 1_048_576;

const HUGE_BYTES = 262_144;

/** Pieces that mean something to one of the readers. */
const TOKENS: readonly string[] = [
  ...['{', '}', '"', '\\', '\\"', '\\n', ',', '=', '#', ' # ', ' ', '\t', '\n', '\r\n', '\0', '\u{FEFF}', '\u{2028}'],
  ...['# TYPE a counter\n', '# TYPE a histogram\n', '# HELP a ', '# UNIT a seconds\n', '# EOF\n', '# EOF', '\n\n'],
  ...['a_bucket{le="+Inf"} 1\n', 'a_total 1 # {t="1"} 1 1\n', '{"a.b","c.d"="e"} 1\n', '__proto__', 'constructor'],
  ...[
    'NaN',
    '+Inf',
    '-Inf',
    '-0',
    '1e309',
    '1e-400',
    '0x10',
    '1_000',
    '9007199254740993',
    '1e99999999',
    '٣',
    '- ',
    '-',
  ],
  ...['&a ', '*a ', '<<: *a\n', '[', ']', '!!binary ', '!!js/function ', '? ', '|', '>', '---\n', '...\n', '%YAML 9\n'],
  ...['scrape_configs:\n', 'job_name: ', 'regex: (a+)+$\n', '  ', '${a}', '${env:HOME}'],
];

type Mutation = (body: Uint8Array, random: Random, pool: readonly Uint8Array[]) => Uint8Array;

const MUTATIONS: readonly Mutation[] = [
  flipBits,
  truncate,
  insertToken,
  repeatToken,
  repeatPiece,
  deletePiece,
  splice,
  swapLines,
  hugeLine,
  deepLabels,
  randomBytes,
];

/** One to six mutations of a text, cut to `MAX_CASE_BYTES`. `pool`: texts to take pieces from. */
export function mutate(body: Uint8Array, random: Random, pool: readonly Uint8Array[]): Uint8Array {
  let mutated = body;
  for (let times = 1 + random.below(6); times > 0; times -= 1) {
    mutated = random.pick(MUTATIONS)(mutated, random, pool).subarray(0, MAX_CASE_BYTES);
  }
  return mutated;
}

function flipBits(body: Uint8Array, random: Random): Uint8Array {
  const flipped = Uint8Array.from(body);
  for (let times = random.below(8); times >= 0 && flipped.length > 0; times -= 1) {
    const at = random.below(flipped.length);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
  }
  return flipped;
}

function truncate(body: Uint8Array, random: Random): Uint8Array {
  return body.subarray(0, random.below(body.length + 1));
}

function insertToken(body: Uint8Array, random: Random): Uint8Array {
  return insert(body, random, Buffer.from(random.pick(TOKENS)));
}

function repeatToken(body: Uint8Array, random: Random): Uint8Array {
  const token = random.pick(TOKENS);
  return insert(body, random, Buffer.from(token.repeat(1 + random.below(sizeOf(random) / token.length))));
}

function repeatPiece(body: Uint8Array, random: Random): Uint8Array {
  const piece = pieceOf(body, random);
  const times = 1 + random.below(Math.min(200, sizeOf(random) / (piece.length + 1)));
  return insert(body, random, Buffer.concat(Array<Uint8Array>(times).fill(piece)));
}

function deletePiece(body: Uint8Array, random: Random): Uint8Array {
  const from = random.below(body.length + 1);
  return Buffer.concat([body.subarray(0, from), body.subarray(from + random.below(64))]);
}

function splice(body: Uint8Array, random: Random, pool: readonly Uint8Array[]): Uint8Array {
  return insert(body, random, pieceOf(random.pick(pool), random));
}

function swapLines(body: Uint8Array, random: Random): Uint8Array {
  const lines = Buffer.from(body).toString('latin1').split('\n');
  const [a, b] = [random.below(lines.length), random.below(lines.length)];
  const swapped = lines.map((line, at) => (at === a ? lines[b] : at === b ? lines[a] : line));
  return Buffer.from(swapped.join('\n'), 'latin1');
}

function hugeLine(body: Uint8Array, random: Random): Uint8Array {
  return insert(
    body,
    random,
    Buffer.from(random.pick(['a', '"', ' ', '\\', '1', '{', '[', '\n', '{a="']).repeat(sizeOf(random))),
  );
}

/** Many labels on one sample, all different or all the same. */
function deepLabels(body: Uint8Array, random: Random): Uint8Array {
  const same = random.chance(3);
  const count = random.below(sizeOf(random) / 12);
  const labels = Array.from({ length: count }, (_, at) => `l${String(same ? 0 : at)}="${String(at)}"`);
  return insert(body, random, Buffer.from(`\ndeep{${labels.join(',')}} 1\n`));
}

function randomBytes(body: Uint8Array, random: Random): Uint8Array {
  return insert(body, random, random.bytes(random.below(64)));
}

function insert(body: Uint8Array, random: Random, piece: Uint8Array): Uint8Array {
  const at = random.below(body.length + 1);
  return Buffer.concat([body.subarray(0, at), piece, body.subarray(at)]);
}

function pieceOf(body: Uint8Array, random: Random): Uint8Array {
  const from = random.below(body.length + 1);
  return body.subarray(from, from + random.below(512));
}

/** Mostly small, seldom so large that reading it more than once would show. */
function sizeOf(random: Random): number {
  return random.chance(60) ? HUGE_BYTES : 1_024;
}
