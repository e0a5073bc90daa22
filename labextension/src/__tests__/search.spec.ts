import { beforeEach, expect, it } from 'vitest';

import { SearchModel } from '../search/model';
import { near } from '../search/near';
import { FakeService } from './service';

const ROUTE = 'api/v1.4.1/search';

let service: FakeService;
let model: SearchModel;

beforeEach(() => {
  service = new FakeService();
  model = new SearchModel(service.api);
});

function hit(id: string, more: object = {}) {
  return {
    kind: 'figure',
    api_id: id,
    name: id,
    workspace_name: 'Lab',
    analysis_name: 'penguins',
    author: 'ann',
    made_on: '2026-11-21T10:00:00Z',
    highlights: [],
    ...more
  };
}

function finds(path: string, ids: readonly string[], more: object = {}): void {
  const body = { results: ids.map(id => hit(id)), groups: [], ...more };
  service.replies.set(path, () => new Response(JSON.stringify(body)));
}

function ids(): readonly string[] {
  const { state } = model;
  return state.kind === 'found' ? state.findings.hits.map(({ id }) => id) : [];
}

function asked(): object {
  return service.sent.at(-1)?.body as object;
}

it('asks once for words that are typed quickly', async () => {
  finds(ROUTE, ['f1'], { total: 1 });

  model.type('bi');
  model.type('bill');

  await expect.poll(ids).toEqual(['f1']);
  expect(service.sent.length).toBe(1);
  expect(asked()).toMatchObject({ query: 'bill', offset: 0, author: null });
});

it('asks for the latest filters only', async () => {
  finds(ROUTE, ['f1'], { total: 1 });

  model.narrow({ library: 'plotly' });
  model.narrow({ library: 'altair' });

  await expect.poll(ids).toEqual(['f1']);
  expect(service.sent.map(({ body }) => body)).toMatchObject([
    { library: 'altair' }
  ]);
});

it('adds the next ones below what was found', async () => {
  finds(ROUTE, ['f1', 'f2'], { total: 3 });
  model.type('bill');
  await expect.poll(ids).toEqual(['f1', 'f2']);
  finds(ROUTE, ['f3'], { total: 3 });

  await model.more();

  expect(ids()).toEqual(['f1', 'f2', 'f3']);
  expect(asked()).toMatchObject({ offset: 2 });
});

it('keeps what was found where no more come, and asks again', async () => {
  finds(ROUTE, ['f1'], { total: 2 });
  model.type('bill');
  await expect.poll(ids).toEqual(['f1']);
  service.failure = { status: 503, body: { detail: 'It is restarting.' } };

  await model.more();

  expect(ids()).toEqual(['f1']);
  expect(model.state).toMatchObject({
    failure: { reason: 'It is restarting.' }
  });

  service.failure = null;
  finds(ROUTE, ['f2'], { total: 2 });
  await model.more();

  expect(ids()).toEqual(['f1', 'f2']);
  expect(model.state).toMatchObject({ failure: null });
});

it('looks for a picture, and for the words beside it', async () => {
  finds(`${ROUTE}/image`, ['f1'], { total: 1 });
  finds(ROUTE, ['f2'], { total: 1 });

  model.show('data:image/png;base64,iVBO');
  await expect.poll(ids).toEqual(['f1']);
  expect(asked()).toEqual({
    image: 'iVBO',
    query: '',
    workspace: null,
    analysis: null
  });

  model.type('bill ');
  await expect.poll(asked).toMatchObject({ image: 'iVBO', query: 'bill' });

  model.show(null);
  await expect.poll(ids).toEqual(['f2']);
  expect(asked()).toMatchObject({ query: 'bill' });
});

it('finds nothing and asks nothing without a question', () => {
  model.type('bill');
  model.type(' ');

  expect(model.state.kind).toBe('idle');
  expect(service.sent).toEqual([]);
});

it('is absent where the service cannot search', async () => {
  service.failure = { status: 404, body: { detail: 'There is no such page.' } };

  model.type('bill');

  await expect.poll(() => model.state.kind).toBe('absent');
});

it('says why the service did not search', async () => {
  const body = { detail: 'The picture is too large.', hint: 'Crop it.' };
  service.failure = { status: 413, body };

  model.show('data:image/png;base64,iVBO');

  await expect
    .poll(() => model.state)
    .toMatchObject({
      kind: 'offline',
      reason: 'The picture is too large.'
    });
});

it('shows a text from a little before what was found in it', () => {
  const isMatch = false;
  const before = { text: 'Bill length (mm) of Adelie and Gentoo ', isMatch };
  const found = { text: 'Mass', isMatch: true };
  const after = { text: ' of the animals', isMatch };

  const { parts } = near({ where: 'picture', parts: [before, found, after] });
  const short = { where: 'picture', parts: [{ text: 'My ', isMatch }, found] };

  expect(parts.map(({ text }) => text)).toEqual([
    '…of Adelie and Gentoo ',
    'Mass',
    ' of the animals'
  ]);
  expect(near(short)).toEqual(short);
});
