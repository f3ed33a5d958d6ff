import type { Draft } from './draft.ts';
import { giveUp, mergedCarries } from './fold.ts';
import type { RequestCodec, Settlement } from './outbox.ts';
import type { RequestRecord } from './outbox-store.ts';
import { total } from './tally.ts';

/** What the rules for an ended request need from outside. */
export interface SettleTools {
  readonly codec: RequestCodec;
  /** Hexadecimal SHA-256. */
  readonly sha256: (body: Uint8Array) => string;
}

/** How a request in flight ended (ledger: "Answers"), upon a draft. */
export function settleRequest(
  draft: Draft,
  record: RequestRecord,
  settlement: Settlement,
  nowMs: number,
  { codec, sha256 }: SettleTools,
): void {
  switch (settlement.kind) {
    case 'delivered': {
      const rejected = Math.min(Math.max(0, settlement.rejectedPoints), record.points);
      draft.remove(record);
      draft.count(record, { queued: -record.points, delivered: record.points - rejected, dropped: { rejected } });
      return;
    }
    case 'waiting': {
      const body = settlement.unseen ? draft.body(record) : undefined;
      if (body !== undefined) {
        const { box, points } = record;
        draft.listDuplicate({ sha256: sha256(body), box, atMs: nowMs, points });
      }
      draft.update({ ...record, state: 'waiting', unseen: record.unseen || settlement.unseen });
      return;
    }
    case 'dead':
      draft.update({ ...record, state: 'dead', reason: settlement.reason, refusedMs: nowMs });
      return;
    case 'too_large':
      splitRequest(draft, record, codec);
  }
}

/** Two halves in its place; a single point is given up. */
function splitRequest(draft: Draft, record: RequestRecord, codec: RequestCodec): void {
  const body = draft.body(record);
  if (body === undefined) return giveUp(draft, record, 'damaged');
  const points = codec.decode(body);
  if (points.length <= 1) return giveUp(draft, record, 'limit:size');
  const middle = Math.ceil(points.length / 2);
  const halves = [points.slice(0, middle), points.slice(middle)].map((half) => codec.encode(half));
  draft.remove(record);
  let queued = -record.points;
  for (const { requests, dropped } of halves) {
    for (const request of requests) {
      draft.insert({ ...record, atMs: record.storedMs }, request);
      queued += request.points;
    }
    draft.count(record, { queued: -total(dropped), dropped });
    queued += total(dropped);
  }
  draft.count(record, { queued });
}

/** What waited for a destination to be known belongs to the first one that is. */
export function adopt(draft: Draft, destination: string): void {
  for (const account of [...draft.accounts]) {
    if (account.destination !== '') continue;
    const { box, counts, carries } = account;
    const heir = { box, destination };
    draft.count(heir, counts);
    if (carries.size > 0) draft.setCarries(heir, mergedCarries(draft.account(heir).carries, carries));
    draft.removeAccount(account);
  }
  for (const record of [...draft.requests]) {
    if (record.destination === '') draft.update({ ...record, destination });
  }
}
