/** What steers a terminal or turns text around: control characters, and marks of direction. */
const STEERING = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** What a target says must not steer the terminal: each such character becomes a blank. */
export function plain(text: string): string {
  return text.replace(STEERING, ' ');
}

/** JSON whose text steers no terminal either; it means the same. */
export function plainJson(json: string): string {
  return json.replace(STEERING, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
