import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { TargetSettings } from '../../main/core/model/target-settings.ts';
import { fakeSettings } from '../fakes/target-settings.ts';

/** How a server answers badly, and what is said of it. */
export interface BadAnswer {
  readonly name: string;
  /** Writes to a connection on which a request has come. */
  readonly speak: (socket: Socket) => void;
  /** What is special about the target. */
  readonly settings?: Partial<TargetSettings>;
  readonly words: string;
}

/** A whole answer, byte for byte. */
export function answer(body: string | Buffer, { status = 200, headers = [] as readonly string[] } = {}): Buffer {
  const length = headers.some((line) => /^(content-length|transfer-encoding):/i.test(line))
    ? []
    : [`Content-Length: ${String(Buffer.byteLength(body))}`];
  const head = [`HTTP/1.1 ${String(status)} X`, 'Connection: close', ...length, ...headers, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head), Buffer.from(body)]);
}

const OPENMETRICS = 'Content-Type: application/openmetrics-text; version=1.0.0';
const limits = { ...fakeSettings().limits };
/** For those who never end. */
const HASTE = { scrapeTimeoutMs: 1_000 };
const MILLION_ZEROS = gzipSync(Buffer.alloc(1_000_000));

const says = (name: string, bytes: string | Buffer, words: string, settings?: Partial<TargetSettings>): BadAnswer => ({
  name,
  speak: (socket) => socket.end(bytes),
  words,
  ...(settings ? { settings } : {}),
});

/** Writes the same again and again until the other side has enough. */
const endless = (head: string, piece: string) => (socket: Socket) => {
  socket.write(head);
  const more = () => {
    while (!socket.destroyed && socket.write(piece));
  };
  socket.on('drain', more);
  more();
};

/** Writes one byte every 20 ms. */
const drip = (bytes: Buffer) => (socket: Socket) => {
  let at = 0;
  const timer = setInterval(() => {
    socket.write(bytes.subarray(at, (at += 1)));
    if (at === bytes.length) clearInterval(timer);
  }, 20);
  socket.on('close', () => clearInterval(timer));
};

const CUT: readonly BadAnswer[] = [
  says(
    'shorter than its Content-Length',
    answer('c_total 7\n', { headers: ['Content-Length: 999'] }),
    'the answer broke off: 10 of 999 bytes came',
  ),
  says(
    'chunks without the last one',
    answer('a\r\nc_total 7\n\r\n', { headers: ['Transfer-Encoding: chunked'] }),
    'the answer broke off: 10 bytes came, and no last chunk',
  ),
  says(
    'a chunk of no size',
    answer('zz\r\nc_total 7\n\r\n', { headers: ['Transfer-Encoding: chunked'] }),
    'the answer broke off: its chunks cannot be read',
  ),
  says(
    'half a gzip',
    answer(gzipSync('c_total 7\n'.repeat(50)).subarray(0, 20), { headers: ['Content-Encoding: gzip'] }),
    'the answer broke off: its gzip has no end',
  ),
  says(
    'a damaged gzip',
    answer('this is no gzip', { headers: ['Content-Encoding: gzip'] }),
    'the gzip of the answer is damaged',
  ),
  says(
    'another compression',
    answer('c_total 7\n', { headers: ['Content-Encoding: br'] }),
    'the answer is compressed as "br", which was not asked for',
  ),
  says(
    'OpenMetrics without # EOF',
    answer('# TYPE c counter\nc_total 7\n', { headers: [OPENMETRICS] }),
    'the answer broke off: it is OpenMetrics and lacks its # EOF',
  ),
  {
    name: 'cut before any answer',
    speak: (socket) => socket.destroy(),
    words: 'the connection was cut before an answer came. If it speaks HTTPS, write https://',
  },
];

const ENDLESS: readonly BadAnswer[] = [
  {
    name: 'an endless body',
    speak: endless('HTTP/1.1 200 X\r\n\r\n', 'c_total 7\n'.repeat(1_000)),
    settings: { limits: { ...limits, bodySize: 50_000 } },
    words: 'the answer is larger than 50000 bytes (body_size_limit)',
  },
  {
    name: 'an endless line',
    speak: endless('HTTP/1.1 200 X\r\n\r\n', 'c'.repeat(10_000)),
    settings: { limits: { ...limits, bodySize: 50_000 } },
    words: 'the answer is larger than 50000 bytes (body_size_limit)',
  },
  {
    name: 'endless headers',
    speak: endless('HTTP/1.1 200 X\r\n', `X-More: ${'x'.repeat(1_000)}\r\n`),
    words: 'its headers are too large. Is this a metrics page?',
  },
  {
    name: 'endless provisional answers',
    speak: endless('', 'HTTP/1.1 102 Processing\r\n\r\n'),
    settings: HASTE,
    words: 'connected, but no answer within 1 s. It is busy or hangs; a larger scrape_timeout may help',
  },
  {
    name: 'no answer',
    speak: () => undefined,
    settings: HASTE,
    words: 'connected, but no answer within 1 s. It is busy or hangs; a larger scrape_timeout may help',
  },
  {
    name: 'headers that drip',
    speak: drip(answer('c_total 7\n')),
    settings: HASTE,
    words: 'connected, but no answer within 1 s. It is busy or hangs; a larger scrape_timeout may help',
  },
  {
    name: 'a body that drips',
    speak: (socket) => {
      socket.write('HTTP/1.1 200 X\r\n\r\n');
      drip(Buffer.from('c_total 7\n'.repeat(99)))(socket);
    },
    settings: HASTE,
    words: 'no whole answer within 1 s: N bytes came. A larger scrape_timeout may help',
  },
  says(
    'a gzip that grows a thousandfold',
    answer(MILLION_ZEROS, { headers: ['Content-Encoding: gzip'] }),
    'the answer is larger than 100000 bytes (body_size_limit)',
    {
      limits: { ...limits, bodySize: 100_000 },
    },
  ),
  says(
    'a line of more than a mebibyte',
    answer(`c_total{a="${'x'.repeat(1_100_000)}"} 7\n`),
    'line 1 has 1100015 bytes, and 1048576 are allowed (built-in limit): is this a metrics page?',
  ),
];

const ELSE: readonly BadAnswer[] = [
  says(
    'a web page',
    answer('<html>Login</html>', { headers: ['Content-Type: text/html'] }),
    '/metrics answered with a web page instead of metrics: is there a login, or another metrics_path?',
  ),
  says(
    'a web page that says it is text',
    answer('<!DOCTYPE html><p>Login', { headers: ['Content-Type: text/plain'] }),
    '/metrics answered with a web page instead of metrics: is there a login, or another metrics_path?',
  ),
  says(
    'JSON',
    answer('{"detail":"Not Found"}', { headers: ['Content-Type: application/json'] }),
    '/metrics answered with JSON instead of metrics: check metrics_path',
  ),
  says(
    'protobuf',
    answer(Buffer.from([10, 0]), { headers: ['Content-Type: application/vnd.google.protobuf'] }),
    '/metrics answered with protobuf, which was not asked for',
  ),
  says('nothing', answer(''), '/metrics answered with nothing (200, but empty)'),
  says('comments only', answer('# HELP c_total C.\n'), 'there are no metrics in it'),
  says(
    'bad lines only',
    answer('c_total x\nc_total y\n'),
    'there are no metrics in it: line 1, column 9: expected a number, and 1 more such lines',
  ),
  says('an SSH server', 'SSH-2.0-OpenSSH_9.6\r\n', 'what answers there does not speak HTTP. Check the port'),
  says('a header without a name', 'HTTP/1.1 200 X\r\n: y\r\n\r\n', 'its headers cannot be read (no valid HTTP)'),
  says(
    'two lengths',
    answer('c_total 7\n', { headers: ['Content-Length: 10', 'Content-Length: 11'] }),
    'what answers there does not speak HTTP. Check the port',
  ),
];

const STATUSES: readonly BadAnswer[] = [
  says(
    '401',
    answer('', { status: 401 }),
    '/metrics answered 401: it asks for credentials. Give the job an authorization or a basic_auth',
  ),
  says('403', answer('', { status: 403 }), '/metrics answered 403: these credentials may not read it. Give others'),
  says('404', answer('', { status: 404 }), '/metrics answered 404: there is no such page. Check metrics_path and port'),
  says('429', answer('', { status: 429 }), '/metrics answered 429: it is asked too often. Raise scrape_interval'),
  says('500', answer('c_total 7\n', { status: 500 }), '/metrics answered 500: it failed. Look into its log'),
  says(
    '503',
    answer('', { status: 503 }),
    '/metrics answered 503: it is loading, or overloaded. Look into its log if that lasts',
  ),
  says('an unknown status', answer('', { status: 799 }), '/metrics answered 799'),
  says('no content', answer('', { status: 204 }), '/metrics answered 204'),
  says(
    'a redirect to another server',
    answer('', { status: 302, headers: ['Location: http://other.invalid/metrics'] }),
    'it redirects (302) to another server, http://other.invalid/metrics; only the same one is followed. If that is right, give its address',
  ),
  says(
    'a redirect without end',
    answer('', { status: 302, headers: ['Location: /metrics'] }),
    'it redirects again and again, at last to http://127.0.0.1:PORT/metrics. Check metrics_path',
  ),
  says(
    'a redirect to nowhere',
    answer('', { status: 302, headers: ['Location: http://['] }),
    'it redirects (302) to an address that cannot be read',
  ),
];

const LIMITS: readonly BadAnswer[] = [
  says(
    'more samples than sample_limit',
    answer('a 1\nb 2\nd 3\nc_total 7\n'),
    'sample_limit: 4 samples, and 3 are allowed. Raise the limit, or drop what is not needed with metric_relabel_configs',
    { limits: { ...limits, samples: 3 } },
  ),
  says(
    'more labels than label_limit',
    answer('c_total{a="1",b="2"} 7\n'),
    'label_limit: metric "c_total" has 5 labels, and 4 are allowed. Raise the limit, or drop what is not needed with metric_relabel_configs',
    { limits: { ...limits, labels: 4 } },
  ),
  says(
    'a longer label name than allowed',
    answer(`c_total{${'n'.repeat(20)}="1"} 7\n`),
    'label_name_length_limit: metric "c_total", label "nnnnnnnnnnnnnnnnnnnn": the name has 20 bytes, and 19 are allowed. Raise the limit, or drop what is not needed with metric_relabel_configs',
    {
      limits: { ...limits, labelNameLength: 19 },
    },
  ),
  says(
    'a longer label value than allowed',
    answer(`c_total{a="${'ü'.repeat(20)}"} 7\n`),
    'label_value_length_limit: metric "c_total", label "a": the value has 40 bytes, and 30 are allowed. Raise the limit, or drop what is not needed with metric_relabel_configs',
    {
      limits: { ...limits, labelValueLength: 30 },
    },
  ),
];

export const BAD_ANSWERS: readonly BadAnswer[] = [...CUT, ...ENDLESS, ...ELSE, ...STATUSES, ...LIMITS];
