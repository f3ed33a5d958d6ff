/** A text in which no number is parted from its unit at the end of a line: "82 %", "2.4 s", "5 min". */
export function keepUnits(text: string): string {
  return text.replace(/(\d) (?=(?:%|s|min|h|ms|GiB|W|°C)(?![\w]))/g, '$1\u00a0');
}
