import assert from 'node:assert/strict';
import test from 'node:test';
import { object, boolean, parse } from 'valibot';
import type { ExpositionFormat } from '../../../../main/core/model/exposition.ts';
import { readExposition } from '../../../../main/core/parse/read-exposition.ts';
import { fixtureBytes, fixtureNames, noFixtures } from '../../../expositions/fixtures.ts';

/** Whether strict mode takes the whole text, and if not, for which reason. */
const decide = (name: string, format: ExpositionFormat): { readonly taken: boolean; readonly why: string } => {
  const { problems, complete } = readExposition(fixtureBytes(name), { format, strict: true });
  const [first] = problems.issues;
  const issue = first && `${String(first.line)}:${String(first.column)}: expected ${first.expected}`;
  return { taken: problems.count === 0 && complete, why: issue ?? (complete ? 'nothing is wrong' : 'not complete') };
};

test('decides the conformance cases of OpenMetrics 1.0 as they say', { skip: noFixtures }, async (t) => {
  const cases = fixtureNames().filter((name) => /^openmetrics-parsers\/[^/]+\/metrics$/.test(name));
  assert.ok(cases.length >= 100, `only ${String(cases.length)} cases`);
  for (const name of cases) {
    await t.test(name, () => {
      const said: unknown = JSON.parse(new TextDecoder().decode(fixtureBytes(name.replace(/metrics$/, 'test.json'))));
      const { taken, why } = decide(name, 'openmetrics');
      assert.equal(taken, parse(object({ shouldParse: boolean() }), said).shouldParse, why);
    });
  }
});

test("decides the fuzz cases of Prometheus' text parser as they are named", { skip: noFixtures }, async (t) => {
  const cases = fixtureNames().filter((name) => name.startsWith('prometheus-common-fuzz/'));
  assert.ok(cases.length >= 10, `only ${String(cases.length)} cases`);
  for (const name of cases) {
    await t.test(name, () => {
      const { taken, why } = decide(name, 'text');
      assert.equal(taken, !name.includes('_error_'), why);
    });
  }
});

/** `error` cases that are wrong only at their place: the next sample of each is read as if they were not there. */
test('a broken fuzz case costs a later good line nothing', { skip: noFixtures }, () => {
  for (const name of fixtureNames().filter((one) => one.includes('from_test_parse_error_'))) {
    const body = Buffer.concat([fixtureBytes(name), Buffer.from('\ngood{a="b"} 7\n')]);
    const { families } = readExposition(body, { format: 'text', strict: false });
    const good = families.find((family) => family.name === 'good');
    assert.deepEqual([name, good?.samples.map(({ sample }) => sample.value)], [name, [7]]);
  }
});
