import assert from 'node:assert/strict';
import test from 'node:test';
import type { Document } from 'yaml';
import type { RuleChoice } from '../../../../main/app/alert-rules/rule-choices.ts';
import { editYaml } from '../../../../main/app/settings/edit-yaml.ts';
import {
  removeRule,
  setEndpoint,
  setFamilies,
  setForwardedBoxes,
  setRule,
  setScrapeInterval,
  setSummaryQuantiles,
} from '../../../../main/app/settings/edits.ts';
import { goodText, jobWith } from '../../../fakes/configuration-text.ts';

function changed(text: string, edit: (document: Document) => void): string {
  const result = editYaml(text, edit);
  assert.ok(result.ok, result.ok ? '' : result.reason);
  return result.text;
}

test('where to forward to, which boxes and what, as they are read again', () => {
  const text = changed(jobWith(), (file) => {
    setEndpoint(file, 'https://abc12345.live.dynatrace.com/api/v2/otlp');
    setForwardedBoxes(file, ['dgx']);
    setFamilies(file, { preset: 'dashboards', include: ['up', 'x_.*'], exclude: ['y'] });
    setScrapeInterval(file, 90_000);
    setSummaryQuantiles(file, true);
  });
  const { forward, targets } = goodText(text);
  assert.deepEqual(forward, {
    endpoint: 'https://abc12345.live.dynatrace.com/api/v2/otlp',
    token: undefined,
    boxes: ['dgx'],
    families: { preset: 'dashboards', include: ['up', 'x_.*'], exclude: ['y'] },
    summaryQuantiles: true,
  });
  assert.equal(targets[0]?.scrapeIntervalMs, 90_000);
  const less = changed(text, (file) => {
    setForwardedBoxes(file, []);
    setFamilies(file, { preset: 'default', include: [], exclude: [] });
  });
  assert.match(less, /^ {2}boxes: none\n {2}families: default$/m);
  assert.deepEqual(goodText(changed(less, (file) => setForwardedBoxes(file, 'all'))).forward.boxes, 'all');
});

const MINE: RuleChoice = {
  id: 'mine',
  when: {
    kind: 'any',
    parts: [
      { kind: 'above', of: { kind: 'latest', signal: 'kvCache' }, threshold: 0.9, clear: 0.8 },
      {
        kind: 'below',
        of: { kind: 'share', signal: 'failures', per: 'requests', least: 20 },
        ...{ threshold: 0.01, clear: 0.02 },
      },
    ],
  },
  ...{ forMs: 90_000, clearForMs: 0, windowMs: 300_000, repeatMs: 3_600_000, severity: 'critical', noData: 'fire' },
  scope: 'target',
  boxes: ['dgx'],
  quietHours: [{ fromMinute: 1_320, toMinute: 425 }],
};

test('a rule is read as it was written', () => {
  const text = changed(jobWith(), (file) => setRule(file, MINE));
  assert.deepEqual(goodText(text).alerts, [MINE]);
});

test('a rule is changed where it stands; what is not said any more is taken out', () => {
  const text = changed(jobWith(), (file) => setRule(file, MINE)).replace('- rule: mine', '- rule: mine # mine');
  const { boxes, quietHours, ...rest } = MINE;
  assert.ok(boxes && quietHours);
  const after = changed(text, (file) => setRule(file, { ...rest, forMs: 60_000 }));
  assert.deepEqual(goodText(after).alerts, [{ ...rest, forMs: 60_000 }]);
  assert.match(after, /rule: mine # mine/);
});

test('a rule is taken back; with the last one the part goes', () => {
  const one = changed(jobWith(), (file) => setRule(file, MINE));
  const two = changed(one, (file) => setRule(file, { ...MINE, id: 'other' }));
  assert.equal(
    changed(two, (file) => removeRule(file, 'other')),
    one,
  );
  assert.equal(
    changed(one, (file) => removeRule(file, 'mine')),
    jobWith(),
  );
  assert.equal(
    changed(one, (file) => removeRule(file, 'nobody')),
    one,
  );
});
