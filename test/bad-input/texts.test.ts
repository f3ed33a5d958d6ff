import assert from 'node:assert/strict';
import test from 'node:test';
import { groupFamilies } from '../../main/core/parse/group-families.ts';
import { readExposition } from '../../main/core/parse/read-exposition.ts';
import { fakeSettings } from '../fakes/target-settings.ts';
import { BAD_TEXTS } from './texts.ts';
import { goodText, WatchedTarget } from './watched-target.ts';

for (const { name, text, format = 'text', strict = false, issues, series } of BAD_TEXTS) {
  test(`${format}${strict ? ', strict' : ''}: ${name}`, () => {
    const { families, problems } = groupFamilies(readExposition(Buffer.from(text), { format, strict }));
    const said = problems.issues.map(({ line, column, expected }) => `${String(line)}:${String(column)}: ${expected}`);
    assert.deepEqual([said, problems.count], [issues, issues.length]);
    assert.equal(families.flatMap((family) => [...family.series]).length, series);
  });
}

const TYPES = {
  text: 'text/plain; version=0.0.4',
  openmetrics: 'application/openmetrics-text; version=1.0.0',
} as const;

/** The bad text stands behind good lines, so that a scrape of it is good but for its bad lines. */
for (const { name, text, format = 'text' } of BAD_TEXTS.filter(({ strict }) => strict !== true)) {
  test(`loses nothing in tolerant mode: ${name}`, () => {
    const target = new WatchedTarget(fakeSettings());
    target.take(Buffer.from(goodText(5, 5)), TYPES.text);
    const middle = Buffer.concat([Buffer.from(goodText(6, 8)), Buffer.from(text)]);
    assert.equal(target.take(middle, TYPES[format]), undefined);
    target.take(Buffer.from(goodText(9, 12)), TYPES.text);
    assert.deepEqual([target.gained.get('c_total'), target.gained.get('kept_total')], [4, 7]);
  });
}
