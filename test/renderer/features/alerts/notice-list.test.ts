import assert from 'node:assert/strict';
import test from 'node:test';
import type { NoticeView } from '../../../../preload/contract/view.ts';
import {
  stayMs,
  withNotice,
  withoutNotice,
  type ShownNotice,
} from '../../../../renderer/features/alerts/notice-list.ts';

const notice = (over: Partial<NoticeView>): NoticeView => ({
  ...{ atMs: 0, kind: 'fired', box: 'dgx', rule: 'xid', target: null, severity: 'warning', title: '', text: '' },
  ...over,
});
const shownOf = (...notices: readonly NoticeView[]) =>
  notices.reduce<readonly ShownNotice[]>((shown, each, id) => withNotice(shown, { id, notice: each }), []);
const ids = (...notices: readonly NoticeView[]) => shownOf(...notices).map(({ id }) => id);

test('what is said about the same takes the place of what was said before', () => {
  assert.deepEqual(ids(notice({}), notice({ rule: 'gpu_hot' }), notice({ kind: 'resolved' })), [1, 2]);
  assert.deepEqual(ids(notice({}), notice({ box: 'spark' })), [0, 1]);
  assert.deepEqual(ids(notice({}), notice({ target: 'dgx:8000' })), [0, 1]);
  const network = { box: null, rule: null } as const;
  assert.deepEqual(
    ids(notice({ ...network, kind: 'network_gone' }), notice({ ...network, kind: 'network_back' })),
    [1],
  );
  const wish = (text: string) => notice({ kind: 'wish', rule: null, text });
  assert.deepEqual(ids(wish('dgx is ready'), wish('dgx is idle')), [0, 1]);
});

test('of too many the oldest goes that would leave by itself, else the oldest', () => {
  const critical = (rule: string) => notice({ rule, severity: 'critical' });
  assert.deepEqual(ids(critical('a'), notice({ rule: 'b' }), notice({ rule: 'c' }), notice({ rule: 'd' })), [0, 2, 3]);
  assert.deepEqual(ids(critical('a'), critical('b'), critical('c'), critical('d')), [1, 2, 3]);
});

test('a critical one stays until it is closed', () => {
  assert.equal(stayMs(notice({ severity: 'critical' })), undefined);
  assert.ok((stayMs(notice({})) ?? 0) >= 5_000);
  assert.deepEqual(
    withoutNotice(shownOf(notice({}), notice({ rule: 'b' })), 0).map(({ id }) => id),
    [1],
  );
});
