/**
 * Unit words of OpenMetrics and their UCUM, exactly as the Collector's Prometheus receiver has them
 * (`pkg/translator/prometheus`, 0.165): its `KBy` and the `m` of `per_minute` too.
 */
const UCUM: ReadonlyMap<string, string> = new Map([
  ['days', 'd'],
  ['hours', 'h'],
  ['minutes', 'min'],
  ['seconds', 's'],
  ['milliseconds', 'ms'],
  ['microseconds', 'us'],
  ['nanoseconds', 'ns'],
  ['bytes', 'By'],
  ['kibibytes', 'KiBy'],
  ['mebibytes', 'MiBy'],
  ['gibibytes', 'GiBy'],
  ['tibibytes', 'TiBy'],
  ['kilobytes', 'KBy'],
  ['megabytes', 'MBy'],
  ['gigabytes', 'GBy'],
  ['terabytes', 'TBy'],
  ['meters', 'm'],
  ['volts', 'V'],
  ['amperes', 'A'],
  ['joules', 'J'],
  ['watts', 'W'],
  ['grams', 'g'],
  ['celsius', 'Cel'],
  ['hertz', 'Hz'],
  ['ratio', '1'],
  ['percent', '%'],
]);

const PER: ReadonlyMap<string, string> = new Map([
  ['second', 's'],
  ['minute', 'm'],
  ['hour', 'h'],
  ['day', 'd'],
  ['week', 'w'],
  ['month', 'mo'],
  ['year', 'y'],
]);

/** The UCUM unit of a `# UNIT`: `seconds` → `s`, `meters_per_second` → `m/s`; a word that is not known stays as it is. */
export function ucumOf(unit: string): string {
  const at = unit.indexOf('_per_');
  if (at < 0) return UCUM.get(unit) ?? unit;
  const word = unit.slice(0, at);
  const per = unit.slice(at + '_per_'.length);
  const first = UCUM.get(word) ?? word;
  return per === '' ? first : `${first}/${PER.get(per) ?? per}`;
}
