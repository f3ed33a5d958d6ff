import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { setScrapeInterval } from '../../../../main/app/settings/edits.ts';
import { openSettings, usualSettingsFile, type Machine } from '../../../../main/app/settings/open-settings.ts';
import { jobWith } from '../../../fakes/configuration-text.ts';

function machine(context: TestContext): Machine {
  const home = mkdtempSync(join(tmpdir(), 'open-settings-'));
  context.after(() => {
    rmSync(home, { recursive: true });
  });
  return { platform: 'linux', environment: {}, home, computerName: 'spark-01' };
}

test('the usual file lies where the platform has it', () => {
  const at = (platform: string) => usualSettingsFile({ platform, environment: {}, home: '/home/a' });
  assert.equal(at('linux'), '/home/a/.config/nim-glance/nim-glance.yaml');
  assert.equal(at('darwin'), '/home/a/Library/Application Support/nim-glance/nim-glance.yaml');
  assert.match(at('win32'), /AppData\\Roaming\\nim-glance\\nim-glance\.yaml$/);
});

test('at the first start nothing is there; the first change makes the file', (context) => {
  const here = machine(context);
  const opened = openSettings(here, { mayLackTargets: true });
  assert.ok(opened.ok);
  const { settings } = opened;
  assert.deepEqual([settings.text, settings.configuration.targets], ['', []]);
  assert.deepEqual(
    settings.change((file) => setScrapeInterval(file, 5_000)),
    [],
  );
  const file = usualSettingsFile(here);
  assert.equal(readFileSync(file, 'utf8'), 'global:\n  scrape_interval: 5s\n');
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test('without a screen a file that names no targets is an error, as it always was', (context) => {
  const here = machine(context);
  const file = join(here.home, 'f.yaml');
  writeFileSync(file, 'forward:\n');
  const opened = openSettings(here, { file, mayLackTargets: false });
  assert.deepEqual(opened.ok ? [] : opened.errors, [`${file}:1:1: scrape_configs is missing: it names the targets`]);
  assert.ok(openSettings(here, { file, mayLackTargets: true }).ok);
});

test('a named file must be there, and be a file', (context) => {
  const here = machine(context);
  const file = join(here.home, 'none.yaml');
  const missing = openSettings(here, { file, mayLackTargets: true });
  assert.deepEqual(missing.ok ? [] : missing.errors, [`${file}: there is no such file`]);
  mkdirSync(file);
  const folder = openSettings(here, { file, mayLackTargets: true });
  assert.deepEqual(folder.ok ? [] : folder.errors, [`${file}: it is a folder`]);
});

test('what cannot be written is told, and nothing is changed', (context) => {
  const here = machine(context);
  const file = join(here.home, 'f.yaml');
  writeFileSync(file, jobWith());
  mkdirSync(`${file}.new`);
  const opened = openSettings(here, { file, mayLackTargets: false });
  assert.ok(opened.ok);
  const problems = opened.settings.change((document) => setScrapeInterval(document, 5_000));
  assert.deepEqual(problems, [{ field: null, message: `${file}: it is a folder` }]);
  assert.equal(opened.settings.text, jobWith());
});

test('an address needs no file, and what is changed is kept until the end', (context) => {
  const here = machine(context);
  const address = {
    ...{ target: 'https://dgx:9000/x/metrics?a=1&a=2', endpoint: undefined, forward: false },
    ...{ scrapeIntervalMs: 10_000, box: 'lab' },
  };
  const opened = openSettings(here, { address, mayLackTargets: false });
  assert.ok(opened.ok);
  const { settings } = opened;
  assert.equal(settings.path, null);
  assert.deepEqual(
    settings.change((file) => setScrapeInterval(file, 5_000)),
    [],
  );
  const target = settings.configuration.targets[0];
  assert.deepEqual(target?.address, { scheme: 'https', host: 'dgx', port: 9000, path: '/x/metrics' });
  assert.deepEqual([target.box, target.scrapeIntervalMs], ['dgx', 5_000]);
  assert.deepEqual(target.params, [
    ['a', '1'],
    ['a', '2'],
  ]);
});
