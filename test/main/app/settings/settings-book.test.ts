import assert from 'node:assert/strict';
import test from 'node:test';
import { SettingsBook, type LoadedText, type SettingsSource } from '../../../../main/app/settings/settings-book.ts';
import { jobWith, PAGE_WITH_TARGET, readText, withoutIndentation } from '../../../fakes/configuration-text.ts';

const TEXT = `# mine\n${jobWith()}`;

/** A book over a file that is a variable. */
function openBook(text = TEXT, over: Partial<SettingsSource> = {}) {
  const disk: { text: string | undefined } = { text };
  const source: SettingsSource = {
    path: '/etc/nim-glance/f.yaml',
    read: readText,
    load: () => ({ ok: true, text: disk.text }),
    write: (written) => {
      disk.text = written;
      return undefined;
    },
    ...over,
  };
  const opened = SettingsBook.open(source, text);
  assert.ok(opened.ok, opened.ok ? '' : opened.errors.join('\n'));
  const applied: number[] = [];
  opened.book.onChange(({ targets }) => applied.push(targets.length));
  return { book: opened.book, disk, applied };
}

test('a change is written, and applied', () => {
  const { book, disk, applied } = openBook();
  assert.deepEqual(
    book.change((file) => file.setIn(['global', 'scrape_interval'], '30s')),
    [],
  );
  assert.equal(disk.text, `${TEXT}\nglobal:\n  scrape_interval: 30s\n`);
  assert.deepEqual([book.text, book.revision, applied], [disk.text, 1, [1]]);
  assert.equal(book.configuration.targets[0]?.scrapeIntervalMs, 30_000);
});

test('a change that the file does not bear changes nothing, and its problem stands beside the field', () => {
  const { book, disk, applied } = openBook();
  const problems = book.change((file) => file.setIn(['global', 'scrape_interval'], 'often'), {
    interval: ['global', 'scrape_interval'],
    global: ['global'],
    job: ['scrape_configs'],
  });
  assert.deepEqual(
    problems.map(({ field }) => field),
    ['interval'],
  );
  assert.match(problems[0]?.message ?? '', /^scrape_interval takes a duration/);
  assert.deepEqual([disk.text, book.revision, applied], [TEXT, 0, []]);
});

test('what cannot be written changes nothing', () => {
  const { book, applied } = openBook(TEXT, { write: () => 'the disk is full' });
  assert.deepEqual(
    book.change((file) => file.setIn(['global', 'scrape_interval'], '30s')),
    [{ field: null, message: 'the disk is full' }],
  );
  assert.deepEqual([book.text, applied], [TEXT, []]);
});

test('what an editor has written meanwhile is kept', () => {
  const { book, disk } = openBook();
  disk.text = TEXT.replace('# mine', '# yours');
  assert.deepEqual(
    book.change((file) => file.setIn(['global', 'scrape_interval'], '30s')),
    [],
  );
  assert.match(disk.text, /^# yours\n[^]*scrape_interval: 30s\n$/);
});

test('a file that is half written is left alone', () => {
  const { book, disk } = openBook();
  disk.text = 'scrape_configs: [';
  const problems = book.change((file) => file.setIn(['global', 'scrape_interval'], '30s'));
  assert.match(problems[0]?.message ?? '', /^The file has errors; mend it in an editor first\. .*f\.yaml:1:/);
  assert.equal(disk.text, 'scrape_configs: [');
});

test('a file that went away is written again; one that cannot be read is not', () => {
  const { book, disk } = openBook();
  disk.text = undefined;
  assert.deepEqual(
    book.change((file) => file.setIn(['global', 'scrape_interval'], '30s')),
    [],
  );
  assert.match(String(disk.text), /^# mine\n/);
  const unread: LoadedText = { ok: false, reason: 'this user may not read it' };
  const locked = openBook(TEXT, { load: () => unread });
  assert.deepEqual(locked.book.replace(TEXT), [{ field: null, message: unread.reason }]);
});

test('the whole text is replaced, unless somebody else was quicker', () => {
  const { book, disk } = openBook();
  assert.deepEqual(
    book.replace('scrape_configs: 3\n').map(({ field }) => field),
    ['line 1'],
  );
  assert.deepEqual(book.replace(`${TEXT}# more\n`, 0), []);
  assert.equal(disk.text, `${TEXT}# more\n`);
  assert.match(book.replace(TEXT, 0)[0]?.message ?? '', /changed meanwhile/);
  disk.text = `${TEXT}# editor\n`;
  assert.match(book.replace(TEXT, 1)[0]?.message ?? '', /changed meanwhile/);
  assert.equal(disk.text, `${TEXT}# editor\n`);
});

test('what is reread is applied; the same text again is not', () => {
  const { book, applied } = openBook();
  assert.deepEqual(book.reread(TEXT), []);
  assert.deepEqual(applied, []);
  assert.deepEqual(book.reread(`${TEXT}# more\n`), []);
  assert.deepEqual(applied, [1]);
  assert.equal(book.reread('x: 1').length > 0, true);
  assert.equal(book.text, `${TEXT}# more\n`);
});

test("a Collector's file is changed as a whole alone", () => {
  const { book, disk } = openBook(
    PAGE_WITH_TARGET.replace(/\$\{env:DT_ENDPOINT\}/, 'https://abc12345.live.dynatrace.com'),
  );
  const before = disk.text;
  const problems = book.change((file) => file.setIn(['global', 'scrape_interval'], '30s'));
  assert.match(problems[0]?.message ?? '', /Collector's form/);
  assert.equal(disk.text, before);
  assert.deepEqual(book.replace(`# note\n${before ?? ''}`), []);
});

test('a text that had lost its indentation has it again once it is changed', () => {
  const flat = withoutIndentation(jobWith('scrape_interval: 5s'));
  const { book, disk } = openBook(flat);
  assert.deepEqual(
    book.change((file) => file.setIn(['global', 'scrape_timeout'], '3s')),
    [],
  );
  assert.match(disk.text ?? '', /^ {4}scrape_interval: 5s$/m);
  assert.match(disk.text ?? '', /^global:\n {2}scrape_timeout: 3s$/m);
});
