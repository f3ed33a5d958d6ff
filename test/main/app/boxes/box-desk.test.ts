import assert from 'node:assert/strict';
import test from 'node:test';
import { BoxDesk } from '../../../../main/app/boxes/box-desk.ts';
import { fakeBook } from '../../../fakes/settings-book.ts';
import { fakePorts } from '../../../fakes/ports.ts';
import { httpServer } from '../../../fakes/http-servers.ts';

function deskOver(text: string, ports: readonly number[] = []) {
  const book = fakeBook(text);
  const around = { ...fakePorts(), targets: () => book.configuration.targets, ports };
  const boxes = () =>
    book.configuration.targets.map(({ box, address: { host, port } }) => `${box} ${host}:${String(port)}`);
  return { book, boxes, desk: new BoxDesk(book, around) };
}

const TEXT = `# my boxes
scrape_configs:
  - job_name: nim-metrics
    static_configs:
      - targets: [ dgx:8000, 127.0.0.1:8000 ] # two
forward:
  endpoint: https://abc12345.live.dynatrace.com/api/v2/otlp
  boxes: [ spark-01 ]
alerts:
  - rule: gpu_hot
    boxes: [ spark-01, dgx ]
`;

test('the first box makes a whole file of none', () => {
  const { book, boxes, desk } = deskOver('');
  assert.deepEqual(desk.add({ name: ' lab ', targets: ['lab:8000', 'lab:9400'], ssh: null }), { ok: true });
  assert.deepEqual(boxes(), ['lab lab:8000', 'lab lab:9400']);
  assert.deepEqual(book.configuration.namedBoxes, ['lab']);
  assert.equal(
    book.text,
    `scrape_configs:
  - job_name: nim-metrics
    static_configs:
      - targets: [ lab:8000 ]
  - job_name: dcgm
    static_configs:
      - targets: [ lab:9400 ]
boxes:
  - name: lab
    targets: [ lab:8000, lab:9400 ]
`,
  );
});

test('a box is added below what is there', () => {
  const { book, boxes, desk } = deskOver(TEXT);
  assert.deepEqual(desk.add({ name: 'tunnel', targets: ['127.0.0.1:8001'], ssh: null }), { ok: true });
  assert.deepEqual(boxes(), ['dgx dgx:8000', 'spark-01 127.0.0.1:8000', 'tunnel 127.0.0.1:8001']);
  assert.ok(book.text.startsWith(TEXT.replace('127.0.0.1:8000 ]', '127.0.0.1:8000, 127.0.0.1:8001 ]')));
});

test('the job is that of what was seen at the address', async (t) => {
  const port = await httpServer(t, (_, response) => response.end('DCGM_FI_DEV_GPU_TEMP 40\n'));
  const { book, desk } = deskOver('', [port]);
  const { proposedName, found } = await desk.discover();
  const address = `127.0.0.1:${String(port)}`;
  assert.equal(proposedName, 'spark-01');
  assert.deepEqual(found, [{ address, dialect: 'DCGM', models: [], series: 1, loading: false, box: null }]);
  desk.add({ name: 'a', targets: [address], ssh: null });
  assert.match(book.text, /job_name: dcgm/);
  assert.equal((await desk.discover()).found[0]?.box, 'a');
  const looked = await desk.look({ text: address });
  assert.equal(looked.ok && looked.found?.box, 'a');
});

test('what a look saw decides too', async (t) => {
  const port = await httpServer(t, (_, response) => response.end('nvidia_smi_temperature_gpu 40\n'));
  const { book, desk } = deskOver('');
  const looked = await desk.look({ text: String(port) });
  assert.ok(looked.ok);
  desk.add({ name: 'a', targets: [looked.address], ssh: null });
  assert.match(book.text, /job_name: nvidia_gpu_exporter/);
});

test('a box behind ssh keeps its alias; what is added later is asked through it too', async () => {
  const { book, desk } = deskOver('');
  assert.deepEqual(desk.add({ name: 'lab', targets: ['lab:8000'], ssh: 'me@lab' }), { ok: true });
  assert.deepEqual(desk.change({ box: 'lab', name: 'big', targets: ['lab:8000', 'localhost:9400'] }), { ok: true });
  assert.deepEqual(
    book.configuration.targets.map(({ box, via, address: { host } }) => [box, via, host]),
    [
      ['big', 'me@lab', 'lab'],
      ['big', 'me@lab', 'localhost'],
    ],
  );
  const looked = await desk.look({ text: 'localhost:1', box: 'big' });
  assert.match(looked.ok ? looked.failure : '', /ssh/i);
});

test('what cannot be added is told beside its field, and nothing changes', () => {
  const { book, desk } = deskOver(TEXT);
  const answer = desk.add({ name: 'dgx', targets: ['localhost:8000'], ssh: null });
  assert.deepEqual(answer, {
    ok: false,
    problems: [
      { field: 'name', message: 'There is a box called dgx already.' },
      { field: 'targets', message: 'localhost:8000 is watched already, in the box spark-01.' },
    ],
  });
  assert.equal(book.text, TEXT);
});

test('a new name is carried to all that names the box', () => {
  const { book, boxes, desk } = deskOver(TEXT);
  assert.deepEqual(desk.change({ box: 'spark-01', name: 'mine', targets: ['127.0.0.1:8000'] }), { ok: true });
  assert.deepEqual(boxes(), ['dgx dgx:8000', 'mine 127.0.0.1:8000']);
  assert.deepEqual(book.configuration.forward.boxes, ['mine']);
  assert.deepEqual(book.configuration.alerts[0]?.boxes, ['mine', 'dgx']);
  assert.match(book.text, /^# my boxes\n/);
});

test('addresses come and go with a change', () => {
  const { book, boxes, desk } = deskOver(TEXT);
  const answer = desk.change({ box: 'dgx', name: 'dgx', targets: ['dgx:8000', 'other:9400'] });
  assert.deepEqual(answer, { ok: true });
  assert.deepEqual(boxes(), ['dgx dgx:8000', 'spark-01 127.0.0.1:8000', 'dgx other:9400']);
  assert.deepEqual(desk.change({ box: 'dgx', name: 'dgx', targets: ['other:9400'] }), { ok: true });
  assert.deepEqual(boxes(), ['spark-01 127.0.0.1:8000', 'dgx other:9400']);
  assert.match(book.text, /targets: \[ other:9400 \]\n$/);
});

const REFUSED: readonly (readonly [box: string, name: string, targets: readonly string[], field: string | null])[] = [
  ['dgx', '', ['dgx:8000'], 'name'],
  ['dgx', 'spark-01', ['dgx:8000'], 'name'],
  ['dgx', 'dgx', ['dgx:8000', '127.0.0.1:8000'], 'targets'],
  ['gone', 'x', ['dgx:8000'], null],
];

for (const [box, name, targets, field] of REFUSED) {
  test(`refused: ${box} as "${name}" with ${targets.join(', ')}`, () => {
    const { book, desk } = deskOver(TEXT);
    const answer = desk.change({ box, name, targets });
    assert.ok(!answer.ok);
    assert.equal(answer.problems[0]?.field, field);
    assert.equal(book.text, TEXT);
  });
}

test('a box goes with all that names it, the last one leaves a file that is good', () => {
  const { book, boxes, desk } = deskOver(TEXT);
  assert.deepEqual(desk.remove('spark-01'), { ok: true });
  assert.deepEqual(boxes(), ['dgx dgx:8000']);
  assert.deepEqual(book.configuration.forward.boxes, []);
  assert.deepEqual(book.configuration.alerts[0]?.boxes, ['dgx']);
  assert.deepEqual(desk.remove('dgx'), { ok: true });
  assert.deepEqual(boxes(), []);
  assert.match(book.text, /^# my boxes\n/);
  assert.equal(desk.remove('dgx').ok, false);
});

test('what relabelling has moved is not touched', () => {
  const text = `scrape_configs:
  - job_name: a
    static_configs: [ { targets: [ x:1 ] } ]
    relabel_configs: [ { target_label: __address__, replacement: y:2 } ]
`;
  const { book, desk } = deskOver(text);
  const answer = desk.remove('y');
  assert.match(answer.ok ? '' : (answer.problems[0]?.message ?? ''), /y:2 .* in an editor/);
  assert.equal(book.text, text);
});

test('what the reader says against a change is told without a line', () => {
  const { desk } = deskOver('forward:\n  boxes: [ ]\n');
  const answer = desk.add({ name: 'a', targets: ['x:1'], ssh: '' });
  assert.equal(answer.ok || answer.problems[0]?.field, null);
});

test('without a file, and in the form of a Collector, it says why nothing can be changed', () => {
  const around = { ...fakePorts(), targets: () => [] };
  const nowhere = new BoxDesk(undefined, around).add({ name: 'a', targets: ['x:1'], ssh: null });
  assert.match(nowhere.ok ? '' : (nowhere.problems[0]?.message ?? ''), /--config/);
  const { desk } = deskOver(`receivers:
  prometheus:
    config:
      scrape_configs: [ { job_name: a, static_configs: [ { targets: [ x:1 ] } ] } ]
exporters:
  otlphttp: { endpoint: "https://abc12345.live.dynatrace.com/api/v2/otlp" }
service:
  pipelines:
    metrics: { receivers: [ prometheus ], exporters: [ otlphttp ] }
`);
  const collector = desk.remove('x');
  assert.match(collector.ok ? '' : (collector.problems[0]?.message ?? ''), /Collector/);
});
