import assert from 'node:assert/strict';
import test from 'node:test';
import type { LoggedAlertView } from '../../../../preload/contract/view.ts';
import { historyDays } from '../../../../renderer/features/alerts/history-days.ts';

const alert = (...day: readonly [month: number, day: number, hour: number]): LoggedAlertView => ({
  ...{ rule: 'xid', name: 'GPU error', box: 'dgx', target: null, resolvedMs: null, text: '', value: null },
  firedMs: new Date(2026, ...day).getTime(),
});

test('by local days, newest first, the last two in words', () => {
  const now = new Date(2026, 10, 24, 0, 30).getTime();
  const days = historyDays([alert(10, 24, 0), alert(10, 23, 23), alert(10, 23, 1), alert(10, 22, 12)], now);
  assert.deepEqual(
    days.map(({ name, alerts }) => [name, alerts.length]),
    [
      ['today', 1],
      ['yesterday', 2],
      [{ date: 'Sun 22 November' }, 1],
    ],
  );
  assert.equal(new Set(days.map(({ key }) => key)).size, 3);
});

test('yesterday is the day before also over the end of a year', () => {
  const [day] = historyDays([alert(-1, 31, 23)], new Date(2026, 0, 1, 9).getTime());
  assert.equal(day?.name, 'yesterday');
  assert.deepEqual(historyDays([], 0), []);
});
