import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { CommentCounts } from '../discussion/counts';
import { NewsItem } from '../news';
import { FakeService } from './service';

const COUNTS = 'api/v1.4.1/comment/counts';

let service: FakeService;
let counts: CommentCounts;

beforeEach(() => {
  vi.useFakeTimers();
  service = new FakeService();
  counts = new CommentCounts(service.api);
});

afterEach(() => {
  counts.dispose();
  vi.useRealTimers();
});

function told(figure: string): NewsItem {
  const change = { action: 'comment', kind: 'figure_revision', target: 'r1' };
  return { kind: 'change', change: { ...change, analysis: null, figure } };
}

async function counted(...found: object[]) {
  service.answers.set(COUNTS, found);
  await vi.runAllTimersAsync();
}

it('asks once for all figures that are shown', async () => {
  counts.want(['f1', 'f2']);
  counts.want(['f2', 'f3']);
  await counted({ figure: 'f2', comments: 4 });

  expect(service.queries).toMatchObject([{ figures: 'f1,f2,f3' }]);
  expect(['f1', 'f2'].map(id => counts.of(id))).toEqual([0, 4]);
});

it('asks again for what somebody spoke of, and only for that', async () => {
  counts.want(['f1', 'f2']);
  await counted();

  counts.hear(told('f2'));
  counts.want(['f1', 'f2']);
  await counted({ figure: 'f2', comments: 1 });

  expect(service.lastQuery(COUNTS)).toMatchObject({ figures: 'f2' });
  expect(counts.of('f2')).toBe(1);
});

it('keeps the number until the new one is there', async () => {
  counts.want(['f1']);
  await counted({ figure: 'f1', comments: 2 });

  counts.hear({ kind: 'reset' });

  expect(counts.of('f1')).toBe(2);
});

it('asks a service that does not count only once', async () => {
  counts.want(['f1']);
  await vi.runAllTimersAsync();
  counts.want(['f1']);
  await vi.runAllTimersAsync();

  expect(service.asked).toEqual([COUNTS]);
});

it('asks for many in parts, so that no address is too long', async () => {
  counts.want(Array.from({ length: 201 }, (_, index) => `f${index}`));
  await counted();

  expect(service.asked).toHaveLength(2);
});
