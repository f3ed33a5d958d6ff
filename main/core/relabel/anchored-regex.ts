import { RE2JS, RE2JSException } from 're2js';

/** A regular expression of RE2 that must match a text from end to end. */
export interface AnchoredRegex {
  readonly matches: (text: string) => boolean;
  /** Match a text and fill templates from its groups; undefined where it does not match. */
  readonly expand: (text: string, templates: readonly string[]) => readonly string[] | undefined;
}

/** Compiles as Prometheus does: anchored, and a dot matches a line break. Throws where `checkRegex` has words. */
export function compileRegex(regex: string): AnchoredRegex {
  const compiled = RE2JS.compile(anchored(regex));
  const named = compiled.namedGroups();
  return {
    matches: (text) => compiled.test(text),
    expand: (text, templates) => {
      const matcher = compiled.matcher(text);
      if (!matcher.matches()) return undefined;
      const groupOf = (name: string) => {
        const index = groupIndex(name) ?? named[name];
        return index === undefined || index > compiled.groupCount() ? '' : (matcher.group(index) ?? '');
      };
      return templates.map((template) => fillTemplate(template, groupOf));
    },
  };
}

/** What is wrong with a regular expression, in RE2's words; undefined when it is good. */
export function checkRegex(regex: string): string | undefined {
  if (compileProblem(anchored(regex)) === undefined) return undefined;
  // Said of the text that the user wrote, where it is wrong without our anchors too.
  return compileProblem(regex) ?? compileProblem(anchored(regex));
}

function anchored(regex: string): string {
  return `^(?s:${regex})$`;
}

function compileProblem(regex: string): string | undefined {
  try {
    RE2JS.compile(regex);
    return undefined;
  } catch (error) {
    if (error instanceof RE2JSException) return error.message.replace(/^error parsing regexp: /, '');
    throw error;
  }
}

/**
 * `$1`, `${1}`, `$name`, `${name}` and `$$`; a group that is not there is empty, a `$` before anything else stays.
 * Without braces the longest name counts: `$1x` is the group `1x`. Source: Go, `regexp.Regexp.Expand`.
 */
function fillTemplate(template: string, groupOf: (name: string) => string): string {
  return template.replace(
    /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu,
    (_, braced: string | undefined, plain: string | undefined) => {
      const name = braced ?? plain;
      return name === undefined ? '$' : groupOf(name);
    },
  );
}

/** A number without leading zeros is an index, anything else a name. */
function groupIndex(name: string): number | undefined {
  return /^(?:0|[1-9]\d{0,8})$/.test(name) ? Number(name) : undefined;
}
