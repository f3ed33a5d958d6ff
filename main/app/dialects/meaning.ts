/**
 * What the product knows of a target, whatever dialect tells it. The unit (UCUM) is the one that every dialect's
 * values are brought to: shares from 0 to 1, seconds, bytes, watts, degrees Celsius.
 */
export const MEANINGS = [
  /** Share of the KV cache in use: the fullest model's. */
  { id: 'kvCache', name: 'KV cache', unit: '1' },
  { id: 'running', name: 'Running', unit: '{request}' },
  { id: 'waiting', name: 'Waiting', unit: '{request}' },
  /** Most requests that can run at once. */
  { id: 'maximum', name: 'Most at once', unit: '{request}' },
  { id: 'firstTokenP50', name: 'First token, p50', unit: 's' },
  { id: 'firstTokenP95', name: 'First token, p95', unit: 's' },
  /** From one token of an answer to the next. */
  { id: 'betweenTokensP50', name: 'Between tokens, p50', unit: 's' },
  { id: 'betweenTokensP95', name: 'Between tokens, p95', unit: 's' },
  { id: 'requestP50', name: 'Whole request, p50', unit: 's' },
  { id: 'requestP95', name: 'Whole request, p95', unit: 's' },
  /** Where a target tells no distribution. */
  { id: 'requestMean', name: 'Whole request, mean', unit: 's' },
  { id: 'queueP50', name: 'In the queue, p50', unit: 's' },
  { id: 'queueP95', name: 'In the queue, p95', unit: 's' },
  { id: 'queueMean', name: 'In the queue, mean', unit: 's' },
  { id: 'tokensIn', name: 'Tokens in', unit: '{token}/s' },
  { id: 'tokensOut', name: 'Tokens out', unit: '{token}/s' },
  /** Requests that ended, however. */
  { id: 'requests', name: 'Requests ended', unit: '{request}/s' },
  /** Those that ended because the answer was finished or long enough. */
  { id: 'successes', name: 'Requests answered', unit: '{request}/s' },
  { id: 'failures', name: 'Requests failed', unit: '{request}/s' },
  /** Requests put back into the queue because the cache was full. */
  { id: 'preemptions', name: 'Preemptions', unit: '{preemption}/s' },
  /** Share of time in which a GPU was busy, the mean of all GPUs. */
  { id: 'gpuUtilisation', name: 'GPU utilisation', unit: '1' },
  { id: 'gpuMemoryUsed', name: 'GPU memory used', unit: 'By' },
  { id: 'gpuMemoryTotal', name: 'GPU memory', unit: 'By' },
  /** Of the hottest GPU. */
  { id: 'gpuTemperature', name: 'GPU temperature', unit: 'Cel' },
  /** Of all GPUs together. */
  { id: 'gpuPower', name: 'GPU power', unit: 'W' },
  /** Above 0 while a GPU runs slower than it could because it is too hot; how much above tells nothing. */
  { id: 'slowedByHeat', name: 'Slowed by heat', unit: '' },
  /** The code of the last XID error, 0 for none: a code, not a count. Of several GPUs the largest. */
  { id: 'xid', name: 'Last XID error', unit: '' },
] as const;

export type SignalId = (typeof MEANINGS)[number]['id'];
