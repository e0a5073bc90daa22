import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { deleteFigure } from '../calls/figures';
import { Deletions, GRACE } from '../deletions';
import { FakeService } from './service';

let service: FakeService;
let deletions: Deletions;

beforeEach(() => {
  vi.useFakeTimers();
  service = new FakeService();
  deletions = new Deletions(id => deleteFigure(service.api, id));
});

afterEach(() => {
  deletions.dispose();
  vi.useRealTimers();
});

it('deletes nothing while it can be undone', async () => {
  deletions.begin('f1', 'Bill length');

  await vi.advanceTimersByTimeAsync(GRACE - 1);

  expect(deletions.of('f1')?.state).toBe('waiting');
  expect(deletions.hides('f1')).toBe(true);
  expect(service.sent).toEqual([]);
});

it('deletes when the time to undo has passed', async () => {
  deletions.begin('f1', 'Bill length');

  await vi.advanceTimersByTimeAsync(GRACE);

  expect(deletions.of('f1')?.state).toBe('deleted');
  expect(service.sent).toEqual([
    { method: 'DELETE', path: 'api/v1.4.1/figure/f1', body: null }
  ]);
});

it('keeps a figure whose deletion is undone', async () => {
  deletions.begin('f1', 'Bill length');

  deletions.undo('f1');
  await vi.advanceTimersByTimeAsync(2 * GRACE);

  expect(deletions.of('f1')).toBeUndefined();
  expect(service.sent).toEqual([]);
});

it('keeps the figure when the page goes away meanwhile', async () => {
  deletions.begin('f1', 'Bill length');

  deletions.dispose();
  await vi.advanceTimersByTimeAsync(2 * GRACE);

  expect(service.sent).toEqual([]);
});

it('says why a figure could not be deleted', async () => {
  service.failure = { status: 403, body: { detail: 'You may not.' } };
  deletions.begin('f1', 'Bill length');

  await vi.advanceTimersByTimeAsync(GRACE);
  await vi.waitFor(() =>
    expect(deletions.of('f1')).toMatchObject({
      state: 'failed',
      reason: 'You may not.'
    })
  );
  expect(deletions.hides('f1')).toBe(false);
});
