/** What a label may be called in this file: all that Dynatrace takes as a dimension's key, which Prometheus takes too. */
export function isLabelName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_.:-]*$/.test(text);
}

export const LABEL_NAME_RULE = 'must be made of letters, digits, _ . : and -, and begin with a letter or _';
