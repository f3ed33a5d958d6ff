/** A text in which no number is parted at the end of a line from what it counts: "82 %", "2.4 s", "3 requests". */
export function keepUnits(text: string): string {
  return text.replace(/(\d) (?=[%°\p{L}])/gu, '$1\u00a0');
}
