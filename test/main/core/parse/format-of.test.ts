import assert from 'node:assert/strict';
import test from 'node:test';
import { formatOf, guessFormat } from '../../../../main/core/parse/format-of.ts';

const TYPES: readonly (readonly [string, string])[] = [
  ['application/openmetrics-text; version=1.0.0; charset=utf-8', 'openmetrics'],
  ['Application/OpenMetrics-Text', 'openmetrics'],
  [' application/openmetrics-text ;version=0.0.1', 'openmetrics'],
  ['text/plain; version=0.0.4; charset=utf-8', 'text'],
  ['text/plain; note=application/openmetrics-text', 'text'],
  ['application/openmetrics-textual', 'text'],
  ['', 'text'],
];

for (const [contentType, format] of TYPES) {
  test(`"${contentType}" is ${format}`, () => {
    assert.equal(formatOf(contentType), format);
  });
}

const TEXTS: readonly (readonly [string, string])[] = [
  ['a 1\n# EOF\n', 'openmetrics'],
  ['a 1\n# EOF', 'openmetrics'],
  ['a 1\r\n# EOF\r\n', 'openmetrics'],
  ['# EOF', 'openmetrics'],
  ['a 1\n', 'text'],
  ['# HELP a ends in # EOF\n', 'text'],
  ['a 1\n# EOF\nb 2\n', 'text'],
  ['a 1\n# EOF\n\n', 'text'],
  ['a 1\n# EOFs', 'text'],
  ['', 'text'],
];

for (const [text, format] of TEXTS) {
  test(`${JSON.stringify(text)} is ${format}`, () => {
    assert.equal(guessFormat(new TextEncoder().encode(text)), format);
  });
}
