import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const layers = ['main', 'preload', 'renderer', 'test'];

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const everything = layers.flatMap(filesBelow);
const projects = everything.filter((path) => path.endsWith('/tsconfig.json')).map(dirname);

test('the root project names every project, and only those', () => {
  const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as {
    references: readonly { readonly path: string }[];
  };
  assert.deepEqual(references.map(({ path }) => path).sort(), [...projects].sort());
});

test('every source belongs to exactly one project', () => {
  const owned = projects.flatMap((project) => {
    const config: unknown = ts.readConfigFile(
      join(root, project, 'tsconfig.json'),
      ts.sys.readFile.bind(ts.sys),
    ).config;
    return ts
      .parseJsonConfigFileContent(config, ts.sys, join(root, project))
      .fileNames.map((file) => relative(root, file));
  });
  const sources = everything.filter((path) => /\.tsx?$/.test(path) && !path.startsWith('test/layers/fixtures/'));
  assert.deepEqual(owned.sort(), sources.sort());
});
