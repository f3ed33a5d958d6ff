import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Configuration, ConfigurationResult } from '../../main/app/config/configuration.ts';
import { readConfiguration } from '../../main/app/config/read-configuration.ts';
import type { TargetSettings } from '../../main/core/model/target-settings.ts';

/** The path under which every text of the tests is read. */
const FILE = '/etc/nim-glance/f.yaml';
export const COMPUTER = 'spark-01';

type Environment = Readonly<Record<string, string | undefined>>;

export function md5(text: string): Uint8Array {
  return createHash('md5').update(text, 'utf8').digest();
}

export function readText(text: string, environment: Environment = {}): ConfigurationResult {
  return readConfiguration(text, FILE, { environment, computerName: COMPUTER, md5 });
}

/** Of a text that must be good. */
export function goodText(text: string, environment: Environment = {}): Configuration {
  const result = readText(text, environment);
  assert.ok(result.ok, result.ok ? '' : result.errors.join('\n'));
  return result.configuration;
}

/** `LINE:COLUMN: message` for each; empty for a good text. */
export function errorsOf(text: string, environment: Environment = {}): readonly string[] {
  const result = readText(text, environment);
  return result.ok ? [] : result.errors.map((error) => withoutFile(String(error)));
}

/** `LINE:COLUMN: message` for each, of a text that must be good. */
export function warningsOf(text: string, environment: Environment = {}): readonly string[] {
  return goodText(text, environment).warnings.map(withoutFile);
}

function withoutFile(line: string): string {
  assert.ok(line.startsWith(`${FILE}:`), line);
  return line.slice(FILE.length + 1);
}

/** A configuration with one job, `nim`, and one target, `dgx:8000`; `lines` join the job and stand from line 4, column 5. */
export function jobWith(...lines: readonly string[]): string {
  const head = ['scrape_configs:', '  - job_name: nim', '    static_configs: [{ targets: ["dgx:8000"] }]'];
  return [...head, ...lines.map((line) => `    ${line}`), ''].join('\n');
}

/** The only target of a text that must be good. */
export function onlyTarget(text: string): TargetSettings {
  const { targets } = goodText(text);
  assert.equal(targets.length, 1);
  return targets[0] ?? assert.fail();
}

/** The YAML of Dynatrace's page, as it stands there but for the address. */
export const PAGE = `receivers:
  prometheus:
    config:
      scrape_configs:
        - job_name: nim-metrics
          scrape_interval: 10s
          honor_labels: false
          static_configs:
            - targets:
                - ["<NIM-endpoint>:8000"]
processors:
  cumulativetodelta:
    max_staleness: 25h
extensions:
  health_check:
exporters:
  otlp_http:
    endpoint: \${env:DT_ENDPOINT}
    headers:
      Authorization: "Api-Token \${env:DT_API_TOKEN}"
service:
  extensions: [health_check]
  metrics:
    receivers: [prometheus]
    processors: [cumulativetodelta]
    exporters: [otlp_http]
`;

export const PAGE_ENVIRONMENT = {
  DT_ENDPOINT: 'https://abc12345.live.dynatrace.com/api/v2/otlp',
  DT_API_TOKEN: 'dt0c01.SECRET',
};

export const PAGE_WITH_TARGET = PAGE.replace('<NIM-endpoint>', 'dgx-lab');

/** As a browser's clipboard has it: no indentation, a blank line behind each line. */
export function withoutIndentation(text: string): string {
  return text.trimEnd().replace(/^ +/gm, '').replace(/\n/g, '\n\n');
}
