import assert from 'node:assert/strict';
import test from 'node:test';
import { SettingsBook } from '../../../../main/app/settings/settings-book.ts';
import { SettingsDesk } from '../../../../main/app/settings/settings-desk.ts';
import { jobWith, PAGE, readText } from '../../../fakes/configuration-text.ts';

const SECRET = 'hunter22hunter22';
const TEXT = `global:
  scrape_interval: 15s
  scrape_timeout: 5s
${jobWith('scrape_interval: 30s', `bearer_token: ${SECRET}`)}forward:
  endpoint: https://abc12345.live.dynatrace.com
  families: { preset: dashboards, include: [up] } # few
`;

function deskOver(text = TEXT) {
  const opened = SettingsBook.open({ path: '/x/f.yaml', read: readText, write: () => undefined }, text);
  assert.ok(opened.ok, opened.ok ? '' : opened.errors.join('\n'));
  return { desk: new SettingsDesk(opened.book), book: opened.book };
}

test('what the file says is seen, its secrets are not', () => {
  const view = deskOver().desk.settings();
  assert.deepEqual(
    { ...view, text: '' },
    {
      ...{ path: '/x/f.yaml', locked: '', scrapeIntervalMs: 15_000, ownIntervals: 1, revision: 0, text: '' },
      endpoint: 'https://abc12345.live.dynatrace.com/api/v2/otlp',
      families: 'dashboards',
      summaryQuantiles: false,
    },
  );
  assert.equal(view.text, TEXT.replace(SECRET, '<secret-1>'));
});

test('what is changed is what was given; what was chosen by hand stays', () => {
  const { desk, book } = deskOver();
  assert.deepEqual(desk.change({ scrapeIntervalMs: 90_000, families: 'default', summaryQuantiles: true }), {
    ok: true,
  });
  const expected = TEXT.replace('15s', '1m30s').replace(
    'preset: dashboards, include: [up]',
    'preset: default, include: [ up ]',
  );
  assert.equal(book.text, `${expected}  summary_quantiles: true\n`);
});

test('a problem stands beside its field', () => {
  const { desk, book } = deskOver();
  const short = desk.change({ scrapeIntervalMs: 10 });
  assert.deepEqual(short.ok ? [] : short.problems.map(({ field }) => field), ['scrapeIntervalMs']);
  // The neighbour in the file does not go together with it.
  const below = desk.change({ scrapeIntervalMs: 2_000 });
  assert.deepEqual(below.ok ? [] : below.problems.map(({ field }) => field), ['scrapeIntervalMs']);
  assert.equal(book.text, TEXT);
});

test('a text comes back with its secrets, and its problems with their lines', () => {
  const { desk, book } = deskOver();
  const { text, revision } = desk.settings();
  assert.deepEqual(desk.replace({ text: `# new\n${text}`, revision }), { ok: true });
  assert.equal(book.text, `# new\n${TEXT}`);
  const wrong = desk.replace({ text: text.replace('15s', 'often'), revision: revision + 1 });
  assert.deepEqual(wrong.ok ? [] : wrong.problems.map(({ field }) => field), ['line 2']);
  const unknown = desk.replace({ text: 'a: <secret-7>', revision: revision + 1 });
  assert.match(unknown.ok ? '' : (unknown.problems[0]?.message ?? ''), /no <secret-7>/);
  const late = desk.replace({ text, revision });
  assert.match(late.ok ? '' : (late.problems[0]?.message ?? ''), /changed meanwhile/);
});

test("the token of a Collector's file is not seen", () => {
  const page = PAGE.replace('${env:DT_API_TOKEN}', 'dt0c01.AAAA.BBBB').replace(
    '${env:DT_ENDPOINT}',
    'https://x.example',
  );
  const view = deskOver(page.replace('<NIM-endpoint>', 'dgx')).desk.settings();
  assert.ok(!view.text.includes('dt0c01'));
  assert.match(view.locked, /Collector/);
});

test('without settings everything is refused in words', () => {
  const desk = new SettingsDesk(undefined);
  const { locked } = desk.settings();
  const refusal = { ok: false, problems: [{ field: null, message: locked }] };
  assert.deepEqual(desk.change({ summaryQuantiles: true }), refusal);
  assert.deepEqual(desk.replace({ text: '', revision: 0 }), refusal);
});
