// Everything that this system can build, and for the rest the reason.

import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findElectron, mayHaveElectron } from '../desktop.mjs';
import { say } from '../say.mjs';
import { root } from '../set-up.mjs';
import { drawAppIcons } from './app-icons.mjs';
import { buildPackage } from './build-package.mjs';
import { electronVersion, prepareOlderElectron } from './older-electron.mjs';
import { repositoryOf } from './repository.mjs';
import { stageApp } from './stage-app.mjs';

export const packages = join(root, 'dist/packages');

/** What electron-builder.yml asks for, by system. */
const installers = {
  linux: { system: 'Linux', targets: ['AppImage', 'deb'], arch: ['x64', 'arm64'] },
  darwin: { system: 'macOS', targets: ['dmg', 'zip'], arch: ['universal'] },
  win32: { system: 'Windows', targets: ['nsis'], arch: ['x64', 'arm64'] },
};
const mine = installers[process.platform];

const elsewhereToo = 'or push a tag: .github/workflows/release.yml builds it';

/**
 * The bundles must be there. Resolves to a row per thing: `what` it is, whether it belongs to this system (`own`), `why` it
 * is not there (empty: it is), and a `note`: where it is and how large, or what to do. With `folderOnly` no installer is tried.
 */
export async function buildAll(node, { folderOnly }) {
  const repository = repositoryOf(root);
  stageApp({ homepage: repository === undefined ? 'https://nim-glance.invalid' : `https://github.com/${repository}` });
  drawAppIcons(join(root, 'dist/app-icons'));
  rmSync(packages, { recursive: true, force: true });
  const { row, ...options } = await buildFolder(node, repository);
  if (folderOnly) return [row];
  const others = Object.values(installers).filter((one) => one !== mine);
  const elsewhere = others.flatMap(({ system, ...one }) =>
    eachOf(one, () => ({ own: false, why: `it needs ${system}`, note: `run this there, ${elsewhereToo}` })),
  );
  return [row, ...(await buildInstallers(node, { ...options, repository })), ...elsewhere];
}

/**
 * The program's folder, with the Electron that the environment names, else with the product's own, else with the one of the
 * tests. `electron` is what was taken instead of the product's own.
 */
async function buildFolder(node, repository) {
  const row = { what: `folder ${process.arch}`, own: true };
  const build = (electron) => buildPackage(node, { targets: ['dir'], arch: [process.arch], electron, repository });
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  say("Building the program's folder.");
  const why = given ? '' : await build(undefined);
  if (why === '' && !given) return { row: { ...row, why, note: folderName() } };
  const folder = given || (process.platform === 'linux' && mayHaveElectron() ? findElectron() : null);
  if (folder === null)
    return { row: { ...row, why: `Electron: ${why}`, note: 'run this where it can be had' }, ownWhy: why };
  const version = electronVersion(folder);
  say(`Building it with Electron ${version}.`);
  const electron = { folder: await prepareOlderElectron(folder), version };
  process.once('exit', () => rmSync(electron.folder, { recursive: true, force: true }));
  const olderWhy = await build(electron);
  return { row: { ...row, why: olderWhy, note: `${folderName()}${toTry(electron)}` }, electron, ownWhy: why };
}

/** At best all at once, because their update metadata is one file; else each alone, to learn which can be had. */
async function buildInstallers(node, { electron, ownWhy = '', repository }) {
  const arch = electron === undefined ? mine.arch : [process.arch];
  const without = (why) => ({ own: true, why, note: `run this where it can be had, ${elsewhereToo}` });
  if (electron === undefined && ownWhy !== '') return eachOf(mine, () => without(`Electron: ${ownWhy}`));
  const outcome = (target, one, why) =>
    why === '' ? { own: true, why, note: `${artifact(target, one)}${toTry(electron)}` } : without(why);
  const foreign = mine.arch.filter((one) => !arch.includes(one));
  const others = eachOf({ ...mine, arch: foreign }, () =>
    without(`the Electron at hand is for ${process.arch} alone${ownWhy === '' ? '' : `; for another, ${ownWhy}`}`),
  );
  say('Building the installers.');
  // When the first download failed, no other needs to be waited for.
  const all = ownWhy || (await buildPackage(node, { targets: mine.targets, arch, electron, repository }));
  if (all === '') return [...eachOf({ ...mine, arch }, (target, one) => outcome(target, one, '')), ...others];
  const rows = [];
  for (const [target, one] of pairs({ ...mine, arch })) {
    const env = target === 'deb' ? packerOfDebs() : undefined;
    const build = () => buildPackage(node, { targets: [target], arch: [one], electron, repository, env });
    const why = env === undefined && ownWhy !== '' ? ownWhy : await build();
    rows.push({ what: `${target} ${one}`, ...outcome(target, one, why) });
  }
  return [...rows, ...others];
}

/** A system with Debian's tools needs no other packer. */
function packerOfDebs() {
  const { status } = spawnSync('dpkg-deb', ['--version'], { stdio: 'ignore' });
  return status === 0 ? { CUSTOM_FPM_PATH: join(root, 'build/packaging/fpm-over-dpkg.mjs') } : undefined;
}

function eachOf(one, outcome) {
  return pairs(one).map(([target, arch]) => ({ what: `${target} ${arch}`, ...outcome(target, arch) }));
}

function pairs({ targets, arch }) {
  return arch.flatMap((one) => targets.map((target) => [target, one]));
}

function toTry(electron) {
  return electron === undefined ? '' : `, with Electron ${electron.version}: to try it`;
}

function folderName() {
  const name = readdirIfThere(packages).find((one) => /unpacked$|^mac/.test(one));
  return name === undefined ? '' : place(name);
}

/** electron-builder names processors as each system does (`amd64` in a deb), so the ending tells. */
function artifact(target, arch) {
  const endings = { AppImage: 'AppImage', deb: 'deb', dmg: 'dmg', zip: 'zip', nsis: 'exe' };
  const alias = { x64: /x64|amd64|x86_64/, arm64: /arm64|aarch64/, universal: /universal/ }[arch];
  const name = readdirIfThere(packages).find((one) => one.endsWith(`.${endings[target]}`) && alias.test(one));
  return name === undefined ? '' : place(name);
}

/** With its size, that of a folder being that of its files. */
function place(name) {
  const path = join(packages, name);
  const inside = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true }).map((one) => join(path, one))
    : [path];
  const files = inside.map((one) => lstatSync(one)).filter((one) => one.isFile());
  return `dist/packages/${name}, ${Math.round(files.reduce((sum, { size }) => sum + size, 0) / 1e6)} MB`;
}

function readdirIfThere(folder) {
  return existsSync(folder) ? readdirSync(folder) : [];
}
