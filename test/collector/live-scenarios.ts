import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LABEL_SCENARIOS } from './live-label-scenarios.ts';
import { TYPE_SCENARIOS } from './live-type-scenarios.ts';
import { text, type LiveScenario } from './scripted-texts.ts';

const FOLDER = join(import.meta.dirname, '../../../shared/fixtures/expositions');
const GROWING = /^([\w:]+_(?:total|bucket|count|sum)(?:\{.*\})?) ([\d.e+]+)$/;

/** Every real text, and once more with every counter and histogram three higher. */
function realTwice(): readonly LiveScenario[] {
  if (!existsSync(FOLDER)) return [];
  const files = readdirSync(FOLDER).filter((file) => /^(?:dcgm|nim|nvidia|sglang|triton|vllm|node).*\.txt$/.test(file));
  return files.map((file) => {
    const lines = readFileSync(join(FOLDER, file), 'utf8').split('\n');
    const grown = lines.map((line) => {
      const [, series, value] = GROWING.exec(line) ?? [];
      return series === undefined ? line : `${series} ${String(Number(value) + 3)}`;
    });
    return { name: file.replace('.txt', ''), answers: [text(...lines), text(...grown)] };
  });
}

export const LIVE_SCENARIOS: readonly LiveScenario[] = [...LABEL_SCENARIOS, ...TYPE_SCENARIOS, ...realTwice()];
