import assert from 'node:assert/strict';
import test from 'node:test';
import { lookIntoLedger, openLetters } from '../../../main/app/stored-queue.ts';
import { AT_MS, filledFolder, openLedger, outboxOver, sha256 } from '../../fakes/stored-ledger.ts';

test('whoever opens the letters is named to others, and hashes as the product does', async (t) => {
  const folder = await filledFolder(t);
  const store = await openLedger(folder);
  const taken = outboxOver(store).take(AT_MS, 'https://otlp.example.org');
  store.close();
  const opened = await openLetters(folder, 'a screen', AT_MS);
  assert.ok(opened.kind === 'opened');
  const other = await openLetters(folder, 'another screen', AT_MS);
  assert.ok(other.kind === 'refused' && other.reason.startsWith('a screen is writing'));
  opened.close();
  const look = await lookIntoLedger(folder);
  assert.ok(look.kind === 'read' && taken !== undefined);
  assert.equal(look.summary.possibleDuplicates[1]?.sha256, sha256(taken.body));
});
