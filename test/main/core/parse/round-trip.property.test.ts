import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { ExpositionFormat } from '../../../../main/core/model/exposition.ts';
import { groupFamilies } from '../../../../main/core/parse/group-families.ts';
import { readExposition } from '../../../../main/core/parse/read-exposition.ts';
import { printExposition, printSample, type PrintedFamily } from '../../../expositions/print-exposition.ts';
import { randomFamilies, randomStyle } from '../../../expositions/random-families.ts';

const FORMATS: readonly ExpositionFormat[] = ['text', 'openmetrics'];
/** The assertions show the whole text, which is small; making it smaller takes gigabytes. */
const run = (numRuns: number) => ({ numRuns, endOnFailure: true });
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

for (const format of FORMATS) {
  test(`${format}: random families are printed and read back exactly, in both modes`, () => {
    const property = fc.property(randomFamilies(format), randomStyle, fc.boolean(), (families, style, strict) => {
      const printed = families();
      const text = printExposition(printed, format, style);
      const raw = readExposition(bytesOf(text), { format, strict });
      assert.deepEqual([raw.problems.issues, raw.problems.count, raw.complete], [[], 0, true], text);
      const read = raw.families.map((family) => ({ ...family, samples: family.samples.map(({ sample }) => sample) }));
      assert.deepEqual(read, printed, text);
      const lines = text.split('\n');
      for (const { sample, line } of raw.families.flatMap(({ samples }) => samples)) {
        assert.equal(lines[line - 1], printSample(sample, format, style));
      }
      assert.deepEqual(groupFamilies(raw).problems.issues, [], text);
    });
    fc.assert(property, run(300));
  });

  test(`${format}: the series do not depend on the order of the labels`, () => {
    const property = fc.property(randomFamilies(format), fc.nat(), (families, turn) => {
      const printed = families();
      const series = (text: string) => groupFamilies(readExposition(bytesOf(text), { format, strict: false })).families;
      const shuffled = printed.map((family) => turnLabels(family, turn));
      assert.deepEqual(series(printExposition(shuffled, format)), series(printExposition(printed, format)));
    });
    fc.assert(property, run(100));
  });

  test(`${format}: cut at any byte it is read without a throw, and OpenMetrics knows that it was cut`, () => {
    const property = fc.property(randomFamilies(format), fc.nat(), fc.boolean(), (families, at, strict) => {
      const body = bytesOf(printExposition(families(), format));
      const cut = at % (body.length + 1);
      const raw = readExposition(body.subarray(0, cut), { format, strict });
      groupFamilies(raw);
      // The newline behind `# EOF` may be missing, nothing else.
      assert.equal(raw.complete, format === 'text' || cut >= body.length - 1);
    });
    fc.assert(property, run(300));
  });
}

/** The labels of each sample in another order: backwards, and begun elsewhere. */
function turnLabels(family: PrintedFamily, turn: number): PrintedFamily {
  return {
    ...family,
    samples: family.samples.map((sample) => {
      const at = turn % (sample.labels.length + 1);
      const backwards = [...sample.labels].reverse();
      return { ...sample, labels: [...backwards.slice(at), ...backwards.slice(0, at)] };
    }),
  };
}
