import assert from 'node:assert/strict';
import test from 'node:test';
import type { Sample } from '../../../../main/core/model/sample.ts';
import { readExposition } from '../../../../main/core/parse/read-exposition.ts';
import { canonical, multisetDifference } from '../../../expositions/canonical.ts';
import { fixtureBytes, fixtureNames, formatOf, noFixtures } from '../../../expositions/fixtures.ts';
import { READ_OTHERWISE, RENAMED, UNREAD, type ReadOtherwise } from '../../../expositions/oracle-differences.ts';
import { readOracle, type OracleFile } from '../../../expositions/oracle.ts';

/** Named as broken by whoever wrote it: conformance.property.test.ts decides these. */
const BROKEN = /^(?:openmetrics-parsers\/bad_|prometheus-common-fuzz\/from_test_parse_error_)/;
const ORACLE = readOracle();
const NAMES = fixtureNames().filter((name) => !BROKEN.test(name));

const samplesOf = (name: string): readonly Sample[] => {
  const body = fixtureBytes(name);
  const { families } = readExposition(body, { format: formatOf(body), strict: false });
  return families.flatMap((family) => family.samples.map(({ sample }) => sample));
};

const isReadOtherwise = (file: string, what: ReadOtherwise['what']) =>
  READ_OTHERWISE.some((row) => row.file === file && row.what === what);

/** The oracle's samples under the names that the text has. */
const unrenamed = (name: string, samples: readonly Sample[]): readonly Sample[] => {
  const names = new Map(RENAMED.find(({ file }) => file === name)?.names.map((ours) => [`${ours}_total`, ours]));
  return samples.map((sample) => ({ ...sample, name: names.get(sample.name) ?? sample.name }));
};

const withoutExemplarTime = (sample: Sample): Sample =>
  sample.exemplar ? { ...sample, exemplar: { ...sample.exemplar, timestampMs: undefined } } : sample;

const assertSame = (name: string, oracle: OracleFile): void => {
  const comparable = isReadOtherwise(name, 'exemplarTimes') ? withoutExemplarTime : (sample: Sample) => sample;
  const ours = samplesOf(name).map((sample) => canonical(comparable(sample)));
  const theirs = unrenamed(name, oracle.samples).map((sample) => canonical(comparable(sample)));
  const unread = UNREAD.flatMap((row) => (row.file === name && row.ours !== undefined ? [row.ours] : []));
  const { left, right } = multisetDifference(ours, [...theirs, ...unread]);
  assert.deepEqual({ onlyOurs: left.slice(0, 5), onlyTheirs: right.slice(0, 5) }, { onlyOurs: [], onlyTheirs: [] });
};

test('finds in every fixture the samples that an independent parser finds', { skip: noFixtures }, async (t) => {
  for (const name of NAMES) {
    const oracle = ORACLE.get(name);
    await t.test(name, { skip: !oracle && 'unknown to oracle.json.gz: run test/expositions/make-oracle.py' }, () => {
      assertSame(name, oracle!);
    });
  }
});

test('counts no issue in the texts of real exporters', { skip: noFixtures }, () => {
  const real = NAMES.filter((name) => !name.includes('/') && !UNREAD.some(({ file }) => file === name));
  for (const name of real) {
    const body = fixtureBytes(name);
    const { problems, complete } = readExposition(body, { format: formatOf(body), strict: false });
    assert.deepEqual([name, problems.issues, problems.count, complete], [name, [], 0, true]);
  }
});

test('every row of the differences is needed', { skip: noFixtures }, () => {
  for (const { file, names } of RENAMED) {
    const theirs = new Set(ORACLE.get(file)?.samples.map(({ name }) => name));
    for (const name of names) assert.ok(theirs.has(`${name}_total`), `${file}: ${name} is not renamed`);
  }
  const without = [...ORACLE].flatMap(([file, oracle]) => oracle.without.map((line) => `${file}: ${line}`));
  const takenOut = UNREAD.filter(({ how }) => how === 'takenOut').map(({ file, line }) => `${file}: ${line}`);
  assert.deepEqual(takenOut.sort(), without.sort());
  for (const { file, line } of UNREAD) {
    assert.ok(new TextDecoder().decode(fixtureBytes(file)).split('\n').includes(line), `${file} has no line ${line}`);
  }
  const asText = [...ORACLE].filter(([name, { readAs }]) => readAs === 'text' && endsInEof(name)).map(([name]) => name);
  const rows = READ_OTHERWISE.filter(({ what }) => what === 'asText').map(({ file }) => file);
  assert.deepEqual(rows, asText);
});

test('the exemplar times that are set aside do differ', { skip: noFixtures }, () => {
  for (const { file } of READ_OTHERWISE.filter(({ what }) => what === 'exemplarTimes')) {
    const times = (samples: readonly Sample[] | undefined) =>
      samples?.flatMap(({ exemplar }) => (exemplar === undefined ? [] : [exemplar.timestampMs]));
    assert.notDeepEqual(times(samplesOf(file)), times(ORACLE.get(file)?.samples));
    assert.deepEqual(times(samplesOf(file))?.[0], 1_726_839_814_223.9082);
  }
});

function endsInEof(name: string): boolean {
  return formatOf(fixtureBytes(name)) === 'openmetrics';
}
