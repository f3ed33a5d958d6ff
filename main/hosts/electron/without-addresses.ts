/** Where an address stands, and what takes its place. `user@host`, what a name is asked for, hosts of URLs, IP addresses. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/"(?:[^"\\]|\\.)*"/g, '"…"'],
  [/(:\/\/)[^\s/?#]+/g, '$1…'],
  [/[^\s"'(]+@[^\s"'),:]+/g, '…'],
  [/((?:ENOTFOUND|EAI_AGAIN|\(DNS\):) )\S*[^\s.]/g, '$1…'],
  [/\[[\da-f:.%]+\](?::\d+)?/gi, '…'],
  [/(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?![\w.]*\w)/g, '…'],
  [/(?<![\w:])(?:[\da-f]{0,4}:){3,7}[\da-f]{0,4}(?![\w:])/gi, '…'],
];

/** Takes addresses out of a text, also what ssh knows the machine by (`alias`) and what is quoted; its words stay. */
export function withoutAddresses(alias: string | undefined): (text: string) => string {
  const names = alias === undefined ? [] : [alias, alias.slice(alias.lastIndexOf('@') + 1)];
  const own = names.map((name) => new RegExp(`(?<![\\w.-])${literal(name)}(?![\\w-])`, 'gi'));
  return (text) => {
    const without = own.reduce((left, name) => left.replace(name, '…'), text);
    return PATTERNS.reduce((left, [pattern, instead]) => left.replace(pattern, instead), without);
  };
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
