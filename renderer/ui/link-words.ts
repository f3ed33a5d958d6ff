import type { Link } from '../transport/transport.ts';
import { english } from '../words/english.ts';

/** What is wrong with the way to the monitor, and what to do; empty where nothing is. */
export function linkWords(link: Link): string {
  switch (link) {
    case 'connecting':
    case 'here':
      return '';
    case 'away':
      return english.frame.away;
    case 'refused':
      return english.frame.refused;
  }
}
