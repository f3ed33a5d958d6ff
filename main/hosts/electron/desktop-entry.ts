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
    // Where the program was removed since, nothing is started and nothing complains.
    `TryExec=${escaped(command[0] ?? '')}`,
    `Exec=${command.map(quoted).join(' ')}`,
    'Icon=nim-glance',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

function quoted(word: string): string {
  const inQuotes = word.replace(/["`$\\]/g, '\\$&').replace(/%/g, '%%');
  return `"${escaped(inQuotes)}"`;
}

/** A line cannot hold a line break; the string's own escape for it would end up in the argument. */
function escaped(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/[\r\n]/g, ' ');
}
