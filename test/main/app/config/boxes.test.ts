import assert from 'node:assert/strict';
import test from 'node:test';
import { COMPUTER, errorsOf, goodText, warningsOf } from '../../../fakes/configuration-text.ts';

const JOB =
  'scrape_configs: [{job_name: a, static_configs: [{targets: ["DGX:8000", "dgx:9400", "lab:8000", "127.0.0.1:8000", "localhost:8001", "[::1]:8002"]}]}]\n';

function boxesWith(boxes: string): readonly string[] {
  return goodText(JOB + boxes).targets.map(({ box }) => box);
}

test('without boxes: those of one host together, loopback addresses under this computer’s name', () => {
  assert.deepEqual(boxesWith(''), ['dgx', 'dgx', 'lab', COMPUTER, COMPUTER, COMPUTER]);
});

test('named by host and port, or by host; what is not named stays as without', () => {
  assert.deepEqual(
    boxesWith('boxes: [{name: Big, targets: ["dgx:8000", "127.0.0.1:8000"]}, {name: Small, targets: [lab]}]'),
    ['Big', 'dgx', 'Small', 'Big', COMPUTER, COMPUTER],
  );
});

test('host and port count before the host alone', () => {
  assert.deepEqual(boxesWith('boxes: [{name: all, targets: [dgx]}, {name: gpu, targets: ["dgx:9400"]}]').slice(0, 2), [
    'all',
    'gpu',
  ]);
});

test('behind ssh: those of that box, and no others', () => {
  const { targets } = goodText(`${JOB}boxes: [{name: Big, ssh: dgx-lab, targets: [dgx, "127.0.0.1:8000"]}]`);
  assert.deepEqual(
    targets.map(({ box, via }) => `${box} ${via ?? 'direct'}`),
    ['Big dgx-lab', 'Big dgx-lab', 'lab direct', 'Big dgx-lab', `${COMPUTER} direct`, `${COMPUTER} direct`],
  );
});

test('behind ssh a proxy is not asked, which is said', () => {
  const job = JOB.replace('job_name: a', 'job_name: a, proxy_url: "http://proxy:3128"');
  assert.deepEqual(warningsOf(`${job}boxes: [{name: Big, ssh: dgx-lab, targets: [lab]}]`), [
    '1:116: lab:8000 is asked through ssh dgx-lab, so proxy_url does not count for it',
  ]);
});

const BAD: readonly (readonly [boxes: string, expected: readonly string[]])[] = [
  ['boxes: [x]', ['2:9: an entry of boxes takes a mapping (key: value), not a single value']],
  ['boxes: {}', ['2:8: boxes takes a list (lines that begin with "- "), not a mapping']],
  ['boxes: [{}]', ['2:9: an entry of boxes needs a name', '2:9: an entry of boxes needs targets']],
  ['boxes: [{name: "", targets: [dgx]}]', ['2:16: name is empty']],
  ['boxes: [{name: a, ssh: "", targets: [dgx]}]', ['2:24: ssh is empty']],
  [
    'boxes: [{name: a, ssh: -oProxyCommand=id, targets: [dgx]}]',
    ['2:24: ssh takes an alias of ~/.ssh/config, a host, or user@host'],
  ],
  ['boxes: [{name: a, targets: dgx}]', ['2:28: targets takes a list (lines that begin with "- "), not a single value']],
  ['boxes: [{name: a, targets: [dgx]}, {name: a, targets: [lab]}]', ['2:43: there is a box "a" above already']],
  ['boxes: [{name: a, targets: [dgx]}, {name: b, targets: [dgx]}]', ['2:56: dgx belongs to the box "a" already']],
  [
    'boxes: [{name: a, targets: ["dgx:1"]}]',
    ['2:29: dgx:1 is no target of scrape_configs; write it as host:port as there'],
  ],
  [
    'boxes: [{nam: a, targets: [dgx]}]',
    ['2:9: an entry of boxes needs a name', '2:10: unknown key "nam" in an entry of boxes; did you mean "name"?'],
  ],
];
for (const [boxes, expected] of BAD) {
  test(`refused: ${boxes}`, () => {
    assert.deepEqual(errorsOf(JOB + boxes), expected);
  });
}
