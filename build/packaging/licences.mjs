// The list of other people's licences that goes along with what we give away.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../set-up.mjs';

/** What comes along without being code in a bundle, so that no report names it: package, by the folder it lies in. */
const besides = { page: ['@fontsource-variable/inter'], protos: ['opentelemetry-protos'], keychain: ['keytar'] };

/**
 * The text, from the reports of bundles (names in `dist/licences/`) and from packages that come along as they are
 * (`page`, `protos`, `keychain`). Throws where a package has no licence text: it must not be given away then.
 */
export function thirdPartyLicences(reports, others) {
  const bundled = reports.flatMap((name) =>
    JSON.parse(readFileSync(join(root, 'dist/licences', `${name}.json`), 'utf8')),
  );
  const packages = [...bundled, ...others.flatMap((name) => besides[name].map(readPackage))];
  const byName = new Map(packages.map((one) => [`${one.name} ${one.version}`, one]));
  const sections = [...byName]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([title, found]) => section(title, found));
  return `NIM Glance contains the following software of other people, under their licences.\n${sections.join('')}`;
}

function section(title, { identifier, text }) {
  if (!text) throw new Error(`${title} (${identifier}) comes without the text of its licence.`);
  return `\n${'-'.repeat(80)}\n${title} (${identifier})\n\n${text.trim()}\n`;
}

function readPackage(name) {
  const folder = join(root, 'node_modules', name);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  return {
    name: manifest.name,
    version: manifest.version,
    identifier: manifest.license,
    text: file === undefined ? undefined : readFileSync(join(folder, file), 'utf8'),
  };
}
