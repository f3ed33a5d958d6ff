// The list of other people's licences that goes along with what we give away.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../set-up.mjs';

/** What comes along without being code in a bundle, so that no report names it: package, by the folder it lies in. */
const besides = { page: ['@fontsource-variable/inter'], protos: ['opentelemetry-protos'], keychain: ['keytar'] };

/** Packages that name a licence and ship no text of it, with who holds their rights as their manifest says. */
const namedAlone = new Map([['lazy-val', { identifier: 'MIT', holder: 'Vladimir Krivosheev' }]]);

/** The MIT licence, as opensource.org/license/mit has it. */
function mitText(holder) {
  return `Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
}

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
    .map(([title, found]) => section(title, withText(found)));
  return `NIM Glance contains the following software of other people, under their licences.\n${sections.join('')}`;
}

/** Where a later version names another licence, or brings a text, that one counts. */
function withText(found) {
  const named = namedAlone.get(found.name);
  return found.text || named?.identifier !== found.identifier ? found : { ...found, text: mitText(named.holder) };
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
