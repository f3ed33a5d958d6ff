import assert from 'node:assert/strict';
import test from 'node:test';
import { isLabelName, LABEL_NAME_RULE } from '../../../../main/app/config/label-name.ts';

for (const name of ['a', '_', '__tmp', 'A9', 'deployment.environment', 'a-b', 'a:b']) {
  test(`"${name}" is a label's name`, () => {
    assert.ok(isLabelName(name));
  });
}
for (const name of ['', '9a', 'a b', 'größe', 'a\n', '-a', '${1}', 'a"b']) {
  test(`${JSON.stringify(name)} is none`, () => {
    assert.ok(!isLabelName(name));
  });
}

test('the rule reads on from a name', () => {
  assert.match(LABEL_NAME_RULE, /^must /);
});
