import type { ForwardingView, LedgerView } from '../../../preload/contract/view.ts';
import { formatCount } from '../../ui/format.ts';

/** What forwarding is doing, as a title. */
export function forwardingTitle({ state }: ForwardingView): string {
  switch (state) {
    case 'off':
      return 'Forwarding is off';
    case 'no_destination':
      return 'Where should it go?';
    case 'no_token':
      return 'A token is missing';
    case 'on':
      return 'Forwarding to Dynatrace';
    case 'retrying':
      return 'Trying again to forward';
    case 'held':
      return 'Forwarding is held';
  }
}

/** The three numbers of the ledger, in one line. */
export function ledgerLine(ledger: LedgerView): string {
  const refused = sum(ledger.dropped);
  const sent = `${formatCount(ledger.delivered)} points sent`;
  const queued = ledger.queued === 0 ? 'none held back' : `${formatCount(ledger.queued)} held back`;
  return `${sent}, ${queued}, ${refused === 0 ? 'none' : formatCount(refused)} refused`;
}

/** The reasons behind the refused ones, for the title. */
export function refusedReasons(ledger: LedgerView): string {
  return Object.entries(ledger.dropped)
    .filter(([, points]) => points > 0)
    .map(([reason, points]) => `${formatCount(points)} ${reason.replaceAll('_', ' ')}`)
    .join(', ');
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, one) => total + one, 0);
}
