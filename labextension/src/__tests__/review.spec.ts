import { beforeEach, expect, it } from 'vitest';

import { ReviewModel } from '../review/model';
import { FakeService } from './service';

const REVIEW = 'api/v1.4.1/figure/f1/review';

let service: FakeService;
let model: ReviewModel;

beforeEach(async () => {
  service = new FakeService();
  service.answers.set(REVIEW, {
    state: 'in_review',
    requested_by: 'ann',
    requested_on: '2026-11-21 10:00:00.000000+00:00',
    note: 'for the paper',
    reviewers: [
      { username: 'bob', approved_revision: 'r2' },
      { username: 'cat', approved_revision: null }
    ],
    approved_index: null,
    has_lapsed: false
  });
  model = new ReviewModel(service.api);
  model.follow('f1', 'r2');
  await model.refresh();
});

it('tells who approved which revision, and whose answer is missing', () => {
  expect(model.review?.step).toBe('in_review');
  expect(model.approversOf('r2')).toEqual(['bob']);
  expect(['bob', 'cat', 'ann', null].map(each => model.awaits(each))).toEqual([
    false,
    true,
    false,
    false
  ]);
});

it('asks again when there is a newer revision', async () => {
  service.forgetQuestions();

  model.follow('f1', 'r2');
  model.follow('f1', 'r3');

  expect(service.asked).toEqual([REVIEW]);
  expect(model.awaits('bob')).toBe(true);
});

it('asks again when somebody approves, and not for other news', () => {
  service.forgetQuestions();
  const change = { kind: 'figure_revision', target: 'r2', analysis: null };

  for (const action of ['comment', 'approve']) {
    model.hear({ kind: 'change', change: { ...change, action, figure: 'f1' } });
  }

  expect(service.asked).toEqual([REVIEW]);
});

it('approves the newest revision', async () => {
  await model.approve().catch(() => undefined);

  expect(service.sent).toEqual([
    { method: 'POST', path: `${REVIEW}/approve`, body: { revision: 'r2' } }
  ]);
});

it('says nothing of a service that knows no reviews', async () => {
  const other = new ReviewModel(new FakeService().api);
  other.follow('f1', 'r2');
  await other.refresh();

  expect(other.review).toBeNull();
});
