import assert from 'node:assert/strict';
import { test } from 'node:test';
import { desktopEntry } from '../../../../main/hosts/electron/desktop-entry.ts';

/** As a desktop reads it: first the string's own escapes, then the quotes of `Exec`. */
function readExec(text: string): readonly string[] {
  const line = /^Exec=(.*)$/m.exec(text)?.[1] ?? '';
  const string = line.replace(/\\(.)/g, (_, one: string) => (one === '\\' ? '\\' : `?${one}?`));
  return [...string.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = '']) =>
    word.replace(/\\(.)/g, '$1').replace(/%%/g, '%'),
  );
}

const commands: readonly (readonly string[])[] = [
  ['/opt/NIM Glance/nim-glance', '--hidden'],
  ['/home/a b/NIM$Glance`x`.AppImage', 'http://dgx:8000/%20', '--hidden'],
  ['/a"b\\c', "it's", ''],
];
for (const command of commands) {
  test(command.join(' '), () => {
    const text = desktopEntry(command);
    assert.deepEqual(readExec(text), command);
    const tried = /^TryExec=(.*)$/m.exec(text)?.[1]?.replace(/\\\\/g, '\\');
    assert.equal(tried, command[0]);
    assert.match(text, /^\[Desktop Entry\]\nType=Application\n/);
    assert.equal(text.split('\n').filter((line) => line.startsWith('Exec=')).length, 1);
  });
}

test('a line break cannot begin another key', () => {
  assert.doesNotMatch(desktopEntry(['/a', 'x\nHidden=true']), /^Hidden/m);
});
