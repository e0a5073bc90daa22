import { beforeEach, expect, it } from 'vitest';

import { Anchor, deleteComment } from '../calls/comments';
import { Deletions } from '../deletions';
import { beginningAt, completed } from '../discussion/mentions';
import { DiscussionModel } from '../discussion/model';
import { cornered, spotAt, stepped } from '../discussion/places';
import { IThread, countOf, marksOf } from '../discussion/threads';
import { FakeService } from './service';

const COMMENTS = 'api/v1.4.1/comment';
const SUBJECT = { figure: 'f1', revision: 'r2', workspace: 'w1' };
const SPOT = { x: 0.5, y: 0.25, width: 0, height: 0 };
const ANCHOR: Anchor = { kind: 'region', region: SPOT };

let service: FakeService;
let model: DiscussionModel;

beforeEach(async () => {
  service = new FakeService();
  service.answers.set(COMMENTS, [
    said('c1', { anchor: { kind: 'region', ...SPOT }, anchor_state: 'exact' }),
    said('c2', { carried_forward: true, quote: { revision_index: 0 } }),
    said('c3', { thread_id: 'c1', user: { username: 'bob' } })
  ]);
  model = new DiscussionModel(
    service.api,
    new Deletions(id => deleteComment(service.api, id))
  );
  model.follow(SUBJECT);
  await model.refresh();
});

function said(id: string, more: object = {}) {
  const user = { username: 'ann', first_name: 'Ann', last_name: 'Lee' };
  return { id, thread_id: id, user, content: id, reactions: [], ...more };
}

function threads(): readonly IThread[] {
  return model.state.kind === 'threads' ? model.state.threads : [];
}

it('puts answers below what they answer', () => {
  expect(service.lastQuery(COMMENTS)).toMatchObject({
    target_type: 'figure_revision',
    target_id: 'r2',
    carried: 'true'
  });
  expect(
    threads().map(({ first, replies }) => [first.id, replies.map(r => r.id)])
  ).toEqual([
    ['c1', ['c3']],
    ['c2', []]
  ]);
  expect(countOf(threads())).toBe(3);
});

it('tells who spoke, and about which earlier revision', () => {
  const [first, second] = threads();

  expect(first.first.userName).toBe('Ann Lee');
  expect(first.replies[0].userName).toBe('bob');
  expect([first.first.carriedFrom, second.first.carriedFrom]).toEqual([
    null,
    1
  ]);
});

it('marks the places that are still there', async () => {
  expect(marksOf(threads())).toEqual([
    { id: 'c1', number: 1, anchor: ANCHOR, author: 'Ann Lee' }
  ]);

  const anchor = { kind: 'region', ...SPOT };
  service.answers.set(COMMENTS, [
    said('c1', { anchor, anchor_state: 'lost' }),
    said('c2', { anchor, anchor_state: 'exact', resolved_by: 'bob' }),
    said('c3', { anchor, anchor_state: null })
  ]);
  await model.refresh();

  expect(marksOf(threads()).map(({ number }) => number)).toEqual([3]);
});

it('says something about the place that was pointed at, once', async () => {
  model.pointing.take(ANCHOR);

  await model.say('Why here?');
  await model.say('And this?');

  expect(service.sent.map(({ body }) => body)).toEqual([
    {
      target_type: 'figure_revision',
      target_id: 'r2',
      content: 'Why here?',
      anchor: { kind: 'region', ...SPOT }
    },
    { target_type: 'figure_revision', target_id: 'r2', content: 'And this?' }
  ]);
});

it('points at a point of the data, which the live figure shows', async () => {
  const point = { trace: 1, point: 2, x: '2026-01-01', y: 6.5, name: 'b' };
  model.pointing.begin('point');
  model.pointing.consider(point);
  expect([model.wanted, model.pointing.candidate]).toEqual(['point', point]);

  model.pointing.take({ kind: 'point', point });
  await model.say('An outlier?');

  expect([model.wanted, model.pointing.candidate]).toEqual([null, null]);
  expect(service.sent[0].body).toMatchObject({
    anchor: { kind: 'point', ...point }
  });
});

it('shows what the chosen thread points at', async () => {
  const anchor = { kind: 'point', trace: 0, point: 1, x: 2, y: 6, name: 'a' };
  service.answers.set(COMMENTS, [
    said('c1', { anchor: { kind: 'region', ...SPOT } }),
    said('c2', { anchor, anchor_state: 'moved' }),
    said('c3')
  ]);
  await model.refresh();

  const wanted = ['c1', 'c2', 'c3', null].map(id => {
    model.choose(id);
    return model.wanted;
  });

  expect(wanted).toEqual(['region', 'point', null, null]);
});

it('keeps the place when the comment was refused', async () => {
  model.pointing.take(ANCHOR);
  service.failure = { status: 403, body: { detail: 'You may not.' } };

  await expect(model.say('Hm')).rejects.toThrow('You may not.');

  expect(model.pointing.anchor).toEqual(ANCHOR);
});

it('takes back a reaction that is there', async () => {
  service.answers.set('api/v1.4.1/reaction', [
    { id: 'x1', emoji: '👍', user: { username: 'bob' } },
    { id: 'x2', emoji: '👍', user: { username: 'ann' } }
  ]);
  const reactions = [{ emoji: '👍', users: ['bob', 'ann'] }];
  const comment = { ...threads()[0].first, reactions };

  await model.toggle(comment, '👍', 'ann');
  await model.toggle(comment, '🎉', 'ann');

  expect(service.sent).toEqual([
    { method: 'DELETE', path: 'api/v1.4.1/reaction/x2', body: null },
    {
      method: 'POST',
      path: 'api/v1.4.1/reaction',
      body: { comment_id: 'c1', emoji: '🎉' }
    }
  ]);
});

it('looks again when somebody speaks about its figure', () => {
  service.forgetQuestions();
  const change = { kind: 'figure_revision', target: 'r9', analysis: 'a1' };

  for (const [action, figure] of [
    ['comment', 'f2'],
    ['update', 'f1'],
    ['comment', 'f1']
  ]) {
    model.hear({ kind: 'change', change: { ...change, action, figure } });
  }

  expect(service.asked).toEqual([COMMENTS]);
});

it('is absent where the service knows no comments', async () => {
  service.answers.delete(COMMENTS);

  await model.refresh();

  expect(model.state).toEqual({ kind: 'absent' });
});

it('keeps what was said in sight while the service is away', async () => {
  service.failure = { status: 503, body: { detail: 'Later.' } };

  await model.refresh();

  expect(threads()).toHaveLength(2);
});

it('finds the mention that is being written, and writes it out', () => {
  const text = 'Ask @an now';

  const beginning = beginningAt(text, 7);

  expect(beginning).toEqual({ start: 4, prefix: 'an' });
  expect(completed(text, 7, beginning!, '@ann')).toEqual({
    text: 'Ask @ann now',
    caret: 9
  });
});

it.each(['ann@host', 'no mention', '@ann done'])(
  'sees no mention at the end of %s',
  text => {
    expect(beginningAt(text, text.length)).toBeNull();
  }
);

it('tells places in fractions of the picture', () => {
  const box = { x: 100, y: 50, width: 400, height: 200 };

  expect(spotAt(200, 100, box)).toEqual({ x: 0.25, y: 0.25 });
  expect(spotAt(0, 900, box)).toEqual({ x: 0, y: 1 });
  expect(cornered({ x: 0.75, y: 0.5 }, { x: 0.25, y: 1 })).toEqual({
    x: 0.25,
    y: 0.5,
    width: 0.5,
    height: 0.5
  });
  expect(cornered({ x: 0.5, y: 0.5 }, { x: 0.501, y: 0.5 }).width).toBe(0);
  expect(stepped({ x: 0.99, y: 0.5 }, 'ArrowRight')).toEqual({ x: 1, y: 0.5 });
  expect(stepped({ x: 0.5, y: 0.5 }, 'x')).toBeNull();
});
