/** A box's card and the rows of the others. */
export const overview = {
  box: (name: string): string => `Box ${name}`,
  others: 'Other boxes',
  lastHeard: (ago: string): string => `It was last heard ${ago}.`,

  kvCache: 'KV cache',
  running: 'running',
  waiting: 'waiting',
  of: (most: string): string => `of ${most}`,
  bar: (running: string, waiting: string): string => `${running} running, ${waiting} waiting`,

  latency: 'Latency',
  name: 'Name',
  lastMinutes: 'Last minutes',
  p50: 'p50',
  p95: 'p95',
  firstToken: 'First token',
  betweenTokens: 'Between tokens',
  wholeRequest: 'Whole request',
  lineOfP95: (name: string): string => `${name}, p95,`,

  rates: 'Tokens and requests',
  tokensOut: 'Tokens out',
  tokensIn: 'Tokens in',
  requests: 'Requests',
  failed: 'Failed',
  preempted: 'Preempted',

  gpu: 'GPU',
  gpuMemory: 'GPU memory',
  temperature: 'Temperature',
  power: 'Power',
  xid: 'Last XID error',

  /** Of a line, for those who cannot see it. */
  nothingKnown: (name: string): string => `${name}: nothing known of the last minutes`,
  range: (name: string, lowest: string, highest: string): string =>
    `${name} in the last minutes: lowest ${lowest}, highest ${highest}`,
} as const;
