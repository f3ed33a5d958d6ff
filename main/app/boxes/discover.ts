import type { FoundTarget } from '../../../preload/contract/boxes.ts';
import type { Dialect } from '../dialects/detect-dialect.ts';
import { askAddress, nameOf } from './ask-address.ts';
import { askAFew } from './ask-a-few.ts';

/** Of NIM, vLLM and Triton; SGLang; DCGM's exporter; nvidia_gpu_exporter. The words of the screen name the same. */
const PORTS: readonly number[] = [...Array.from({ length: 11 }, (_, index) => 8000 + index), ...[30_000, 9400, 9835]];
const AT_ONCE = 4;
/** This computer answers at once, or is busy with something else. */
const PATIENCE_MS = 2_000;

/** One that was found, and what the words for people do not tell. */
export interface Discovered extends Omit<FoundTarget, 'box'> {
  readonly kind: Dialect;
}

/** Asks the usual ports of this computer, in their order, for metrics. Our own are left out. Never rejects. */
export async function discoverTargets(ports: readonly number[] = PORTS): Promise<readonly Discovered[]> {
  const found = await askAFew(ports, AT_ONCE, async (port): Promise<readonly Discovered[]> => {
    const address = `127.0.0.1:${String(port)}`;
    const answer = await askAddress(address, { timeoutMs: PATIENCE_MS });
    if (answer.kind !== 'found') return [];
    const { dialect: kind, models, series, loading } = answer;
    return [{ address, kind, dialect: nameOf(answer), models, series, loading }];
  });
  return found.flat();
}
