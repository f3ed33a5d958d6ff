import assert from 'node:assert/strict';
import test from 'node:test';
import { hideFamilies } from '../../../../main/demo/nim-simulator/hide-families.ts';

const TEXT = `# HELP a_total A.
# TYPE a_total counter
a_total{x="b"} 1
# HELP b B.
# TYPE b histogram
b_bucket{le="+Inf"} 1
b_sum 2
b_count 1

# HELP b_more M.
# TYPE b_more gauge
b_more 3
`;

test('a family goes with its comments and parts, its neighbours stay', () => {
  assert.equal(hideFamilies(TEXT, new Set()), TEXT);
  assert.equal(hideFamilies(TEXT, new Set(['none'])), TEXT);
  const rest = hideFamilies(TEXT, new Set(['b']));
  assert.deepEqual(
    rest.split('\n').filter((line) => line.startsWith('# TYPE') || /^[a-z]/.test(line)),
    ['# TYPE a_total counter', 'a_total{x="b"} 1', '# TYPE b_more gauge', 'b_more 3'],
  );
  assert.ok(!hideFamilies(TEXT, new Set(['a_total'])).includes('a_total'));
});
