import { checkRegex } from '../../core/relabel/relabel.ts';
import { parseEndpoint } from '../endpoint.ts';
import type { FamilyChoice, ForwardSettings } from './configuration.ts';
import { didYouMean } from './nearest-key.ts';
import type { Keys, Value } from './yaml-value.ts';

const FORWARD: Keys<'endpoint' | 'allow_http' | 'boxes' | 'families' | 'summary_quantiles'> = {
  of: 'forward',
  known: ['endpoint', 'allow_http', 'boxes', 'families', 'summary_quantiles'],
  refused: (key) => (SECRET_KEYS.has(key.toLowerCase()) ? TOKEN_ELSEWHERE : undefined),
};
const SECRET_KEYS: ReadonlySet<string> = new Set([
  'token',
  'api_token',
  'apitoken',
  'authorization',
  'headers',
  'token_file',
  'api_token_file',
]);
const TOKEN_ELSEWHERE =
  'does not belong into this file; store the token in the keychain, or set DT_API_TOKEN or DT_API_TOKEN_FILE';

const PRESETS: readonly FamilyChoice['preset'][] = ['default', 'dashboards', 'everything'];
const DEFAULT_FAMILIES: FamilyChoice = { preset: 'default', include: [], exclude: [] };

const NO_FORWARDING: ForwardSettings = {
  endpoint: undefined,
  token: undefined,
  boxes: [],
  families: DEFAULT_FAMILIES,
  summaryQuantiles: false,
};

/** `forward:`; `boxNames` are those that the targets have. Without an endpoint in the file no box is forwarded. */
export function readForward(value: Value | undefined, boxNames: readonly string[]): ForwardSettings {
  if (value === undefined) return NO_FORWARDING;
  const fields = value.fields(FORWARD);
  const allowHttp = fields.get('allow_http')?.flag() ?? false;
  const endpoint = readEndpoint(fields.get('endpoint'), allowHttp);
  if (allowHttp && endpoint?.startsWith('http:') === true)
    fields.key('allow_http')?.warning('allow_http: whoever is on the way to the endpoint can read the token');
  const usualBoxes = fields.get('endpoint') === undefined ? [] : 'all';
  return {
    endpoint,
    token: undefined,
    boxes: readBoxChoice(fields.get('boxes'), boxNames) ?? usualBoxes,
    families: readFamilies(fields.get('families')),
    summaryQuantiles: fields.get('summary_quantiles')?.flag() ?? false,
  };
}

/** An OTLP base URL; the address itself is not repeated in a problem, since it may hold a password. */
export function readEndpoint(value: Value | undefined, allowHttp: boolean): string | undefined {
  const text = value?.filledText();
  if (text === undefined) return undefined;
  const result = parseEndpoint(text, { allowHttp });
  if (result.ok) return result.endpoint;
  value?.problem(`${value.name}: ${result.reason}`);
  return undefined;
}

function readBoxChoice(value: Value | undefined, boxNames: readonly string[]): ForwardSettings['boxes'] | undefined {
  if (value === undefined) return undefined;
  if (!value.isList()) {
    const choice = value.text();
    if (choice === 'all') return 'all';
    if (choice === 'none') return [];
    if (choice !== undefined) value.problem(`boxes is all, none or a list of boxes, not "${value.source}"`);
    return undefined;
  }
  return value.list().flatMap((item) => {
    const name = item.text();
    if (name === undefined || boxNames.includes(name)) return name ?? [];
    const hint = didYouMean(name, boxNames);
    const known = boxNames.length === 0 ? '' : `; there are ${[...new Set(boxNames)].join(', ')}`;
    item.problem(`no target belongs to a box "${name}"${hint === '' ? known : hint}`);
    return [];
  });
}

const FAMILIES: Keys<'preset' | 'include' | 'exclude'> = {
  of: 'families',
  known: ['preset', 'include', 'exclude'],
};

/** A preset alone, or a mapping with more. */
function readFamilies(value: Value | undefined): FamilyChoice {
  if (value === undefined) return DEFAULT_FAMILIES;
  if (!value.isMapping()) return { ...DEFAULT_FAMILIES, preset: value.oneOf(PRESETS) ?? 'default' };
  const fields = value.fields(FAMILIES);
  return {
    preset: fields.get('preset')?.oneOf(PRESETS) ?? 'default',
    include: readPatterns(fields.get('include')),
    exclude: readPatterns(fields.get('exclude')),
  };
}

function readPatterns(value: Value | undefined): readonly string[] {
  return (value?.list() ?? []).flatMap((item) => {
    const text = item.filledText();
    if (text === undefined) return [];
    const wrong = checkRegex(text);
    if (wrong === undefined) return [text];
    item.problem(`"${item.source}" is not RE2: ${wrong}`);
    return [];
  });
}
