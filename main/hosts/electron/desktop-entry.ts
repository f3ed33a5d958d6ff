/**
 * The text of a `.desktop` file that starts a command. Source: Desktop Entry Specification 1.5, "The Exec key": every
 * word in quotes, `"`, backtick, `$` and `\` after a backslash, that backslash once more as in every string, `%` twice.
 */
export function desktopEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=NIM Glance',
    'Comment=Watches NVIDIA NIM from the tray',
    `Exec=${command.map(quoted).join(' ')}`,
    'Icon=nim-glance',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

function quoted(word: string): string {
  const inQuotes = word.replace(/["`$\\]/g, '\\$&').replace(/%/g, '%%');
  // A line cannot hold a line break; the string's own escape for it would end up in the argument.
  return `"${inQuotes.replace(/\\/g, '\\\\').replace(/[\r\n]/g, ' ')}"`;
}
