import assert from 'node:assert/strict';
import test from 'node:test';
import { describeChanges } from '../../../../main/app/config/describe-changes.ts';
import { goodText, jobWith, PAGE_ENVIRONMENT, PAGE_WITH_TARGET } from '../../../fakes/configuration-text.ts';

const TWO = 'scrape_configs:\n  - {job_name: nim, static_configs: [{targets: ["dgx:8000", "dgx:8001", "dgx:8002"]}]}\n';
const SINK = 'https://abc.example/otlp';

const CASES: readonly (readonly [before: string, after: string, words: string])[] = [
  [jobWith(), jobWith('# a comment'), 'nothing changed'],
  [jobWith(), TWO, '2 targets added'],
  [TWO, jobWith(), '2 targets removed'],
  [jobWith(), jobWith().replace('dgx:8000', 'dgx:9000'), '1 target added, 1 target removed'],
  [
    jobWith('scrape_interval: 10s'),
    jobWith('scrape_interval: 5s'),
    'interval of nim 10 s → 5 s, timeout of nim 10 s → 5 s',
  ],
  [TWO, TWO.replace('{job', '{scrape_interval: 90s, job'), 'interval of nim 10 s → 1 m 30 s'],
  [jobWith(), jobWith('scheme: https'), 'settings of nim changed'],
  [jobWith(), jobWith('metric_relabel_configs: [{action: drop, regex: x}]'), 'settings of nim changed'],
  [jobWith('bearer_token: SECRET'), jobWith('bearer_token: OTHER'), 'settings of nim changed'],
  [jobWith(), `${jobWith()}boxes: [{name: lab, targets: ['dgx:8000']}]`, 'box of dgx:8000 dgx → lab'],
  [
    `${jobWith()}boxes: [{name: dgx, ssh: a, targets: [dgx]}]`,
    `${jobWith()}boxes: [{name: dgx, ssh: b, targets: [dgx]}]`,
    'way to dgx:8000 ssh a → ssh b',
  ],
  [jobWith(), `${jobWith()}boxes: [{name: dgx, ssh: a, targets: [dgx]}]`, 'way to dgx:8000 direct → ssh a'],
  [jobWith(), `${jobWith()}forward: {endpoint: '${SINK}'}`, `endpoint none → ${SINK}, forwarded boxes none → all`],
  [jobWith(), `${jobWith()}alerts: [{rule: xid, on: false}]`, 'alert rules changed'],
  [
    `${jobWith()}forward: {boxes: [dgx], families: dashboards}`,
    `${jobWith()}forward: {boxes: none, families: {include: [x]}, summary_quantiles: true}`,
    'forwarded boxes dgx → none, families dashboards → default, families to include or exclude changed, quantiles of summaries on',
  ],
];
for (const [before, after, words] of CASES) {
  test(words, () => {
    assert.equal(describeChanges(goodText(before), goodText(after)), words);
  });
}

test('of a token only that it changed, and of the staleness', () => {
  const before = goodText(PAGE_WITH_TARGET, PAGE_ENVIRONMENT);
  const after = goodText(PAGE_WITH_TARGET.replace('25h', '26h'), { ...PAGE_ENVIRONMENT, DT_API_TOKEN: 'other' });
  assert.equal(describeChanges(before, after), 'token changed, max_staleness changed');
});
