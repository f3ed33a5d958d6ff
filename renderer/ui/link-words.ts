import type { Link } from '../transport/transport.ts';

/** What is wrong with the way to the monitor, and what to do; empty where nothing is. */
export function linkWords(link: Link): string {
  switch (link) {
    case 'connecting':
    case 'here':
      return '';
    case 'away':
      return 'The monitor is away: what you see is the last it said. This page goes on trying.';
    case 'refused':
      return 'This page is not let in. Open the newest address that nim-glance run --open printed.';
  }
}
