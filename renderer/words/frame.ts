/** What stands around every page. */
export const frame = {
  back: 'Back',
  waiting: 'Waiting for the first look at your box.',
  /** Of the way to the monitor, with what to do. */
  away: 'The monitor is away: what you see is the last it said. This page goes on trying.',
  refused: 'This page is not let in. Open the newest address that nim-glance run --open printed.',
  /** Of a number whose reason nobody told. */
  unknown: 'Not known yet.',
} as const;
