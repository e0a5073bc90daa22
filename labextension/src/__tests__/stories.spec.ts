import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { showStory } from '../calls/stories';
import {
  IDraft,
  changeOf,
  draftOf,
  slideOf,
  writerOf
} from '../stories/keeping/draft';
import { Drafts } from '../stories/keeping/drafts';
import { merged } from '../stories/keeping/merge';
import { StoryModel } from '../stories/model';
import { Writing } from '../stories/writing';
import { FakeService } from './service';

const STORY = 'api/v1.4.1/story/s1';
const INSIGHT = 'api/v1.4.1/deep_insight';

let service: FakeService;
let model: StoryModel;
let storage: Map<string, string>;

beforeEach(() => {
  vi.useFakeTimers();
  service = new FakeService();
  service.answers.set(STORY, story('t1'));
  service.replies.set(STORY, () => json(story('t2')));
  storage = new Map();
  model = new StoryModel(service.api, 's1', drafts());
});

afterEach(() => {
  model.dispose();
  vi.useRealTimers();
});

it('shows as slides also what a story says beside them', async () => {
  const told = {
    ...story('t1'),
    title: 'Bills',
    introduction: 'Hello',
    revisions: ['r1', 'r2'],
    slides: [
      slide('a', 'figure', { revision_id: 'r1' }),
      slide('z', 'conclusion')
    ]
  };
  service.answers.set(STORY, told);

  const draft = draftOf(await showStory(service.api, 's1'));

  expect(draft.slides.map(({ kind }) => kind)).toEqual([
    'title',
    'introduction',
    'figure',
    'figure',
    'conclusion'
  ]);
  expect(changeOf(draft)).toMatchObject({
    title: 'Bills',
    introduction: 'Hello',
    revisions: ['r1', 'r2']
  });
});

it('saves what was written as one change a little later', async () => {
  await model.load();
  model.edit('a', { title: 'B' });
  model.edit('a', { title: 'Bi' });

  await vi.advanceTimersByTimeAsync(1000);

  expect(service.sent.map(({ method }) => method)).toEqual(['PATCH']);
  expect(service.sent[0].body).toMatchObject({
    based_on: 't1',
    slides: [{ title: null }, { slide_id: 'a', title: 'Bi' }, { slide_id: 'b' }]
  });
  expect(model.keeping?.state).toBe('saved');
});

it('puts together what somebody else saved meanwhile', async () => {
  await model.load();
  service.answers.set(STORY, story('t9', { b: 'Theirs' }));
  let tries = 0;
  service.replies.set(STORY, () =>
    ++tries === 1 ? json({ detail: 'Changed.' }, 409) : json(story('t10'))
  );

  model.edit('a', { title: 'Mine' });
  await vi.advanceTimersByTimeAsync(1000);

  expect(service.sent[1].body).toMatchObject({
    based_on: 't9',
    slides: [{}, { title: 'Mine' }, { title: 'Theirs' }]
  });
});

it('asks which stays where both wrote the same text', async () => {
  await model.load();
  service.answers.set(STORY, story('t9', { a: 'Theirs' }));
  let tries = 0;
  service.replies.set(STORY, () =>
    ++tries === 1 ? json({ detail: 'Changed.' }, 409) : json(story('t10'))
  );
  let told = '';
  model.changed.connect(() => (told = model.keeping?.state ?? ''));
  model.edit('a', { title: 'Mine' });
  await vi.advanceTimersByTimeAsync(1000);

  expect(told).toBe('clash');
  const [clash] = model.keeping?.clashes ?? [];
  expect(clash).toMatchObject({ mine: 'Mine', theirs: 'Theirs' });
  expect(tries).toBe(1);

  model.keeping?.settle(clash, 'Theirs and mine');
  await vi.advanceTimersByTimeAsync(1000);
  expect(model.slides[1].title).toBe('Theirs and mine');
  expect(model.keeping?.state).toBe('saved');
});

it('keeps in the browser what the service did not take, and saves it later', async () => {
  await model.load();
  service.failure = { status: 503, body: { detail: 'Away.' } };
  model.edit('a', { title: 'Unsaved' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(model.keeping?.state).toBe('away');
  model.dispose();

  service.failure = null;
  model = new StoryModel(service.api, 's1', drafts());
  await model.load();
  expect(model.slides[1].title).toBe('Unsaved');
  await vi.advanceTimersByTimeAsync(1000);

  expect(service.sent.at(-1)?.body).toMatchObject({
    slides: [{}, { title: 'Unsaved' }, {}]
  });
  expect(storage.size).toBe(0);
});

it('does not clash with itself where one wrote on while it was saved', async () => {
  await model.load();
  service.replies.set(STORY, () => {
    service.failure = { status: 503, body: { detail: 'Away.' } };
    model.edit('a', { title: 'One and two' });
    return json(story('t2', { a: 'One' }));
  });
  model.edit('a', { title: 'One' });
  await vi.advanceTimersByTimeAsync(1000);
  model.dispose();

  service.failure = null;
  service.answers.set(STORY, story('t2', { a: 'One' }));
  model = new StoryModel(service.api, 's1', drafts());
  await model.load();

  expect(model.keeping?.clashes).toEqual([]);
  expect(model.slides[1].title).toBe('One and two');
});

it('is shown once the service is back', async () => {
  service.failure = { status: 503, body: { detail: 'Away.' } };
  await model.load();
  expect(model.state.kind).toBe('offline');

  service.failure = null;
  await model.follow();

  expect(model.state.kind).toBe('story');
});

it('undoes what was done to slides, and leaves what was written since', async () => {
  await model.load();
  model.remove('a');
  model.edit('b', { title: 'Later' });

  model.undo();

  expect(model.slides.map(({ id }) => id)).toEqual(['its-title', 'a', 'b']);
  expect(model.slides[2].title).toBe('Later');
  expect(model.canUndo).toBe(false);
});

it('undoes a move and an addition', async () => {
  await model.load();
  model.move('b', 0);
  model.add('custom');
  expect(model.done).toEqual({ what: 'added', place: 4, total: 4 });

  model.undo();
  model.undo();

  expect(model.slides.map(({ id }) => id)).toEqual(['its-title', 'a', 'b']);
});

it('keeps a slide that one took away and the other wrote on', () => {
  const [a, b] = [slideOf('custom'), slideOf('custom')];
  const base: IDraft = { name: 'S', audience: '', slides: [a, b] };
  const mine = { ...base, slides: [b] };
  const theirs = { ...base, slides: [{ ...a, content: 'More' }, b] };

  expect(merged(base, mine, theirs).draft.slides).toEqual(theirs.slides);
  expect(merged(base, mine, base).draft.slides).toEqual([b]);
});

it('writes what is missing, says who wrote it, and undoes it at once', async () => {
  const own = slide('b', 'figure', { revision_id: 'r2', content: 'My words' });
  const figure = slide('a', 'figure', { revision_id: 'r1' });
  service.answers.set(STORY, { ...story('t1'), slides: [figure, own] });
  provides({ previewed: true });
  await model.load();
  const before = model.slides;

  await new Writing(service.api, model).fill('What?');

  const content = Object.fromEntries(
    model.slides.map(({ kind, id, content }) => [
      id.slice(0, 1) + kind,
      content
    ])
  );
  expect(content.afigure).toBe('Mass rises.');
  expect(content.bfigure).toBe('My words');
  const computed = model.slides.find(({ kind }) => kind === 'conclusion');
  expect(computed && writerOf(computed)?.isAi).toBe(false);

  model.undo();
  expect(model.slides).toEqual(before);
});

it('shows what would be sent before anything is, and sends nothing without consent', async () => {
  const figure = slide('a', 'figure', { revision_id: 'r1' });
  service.answers.set(STORY, { ...story('t1'), slides: [figure] });
  provides({ previewed: false });
  await model.load();
  const writing = new Writing(service.api, model);

  await writing.fill('What?');
  expect(writing.state).toMatchObject({
    kind: 'asking',
    pending: { preview: { host: 'ai.example', text: 'all of it' } }
  });
  writing.decide(false);

  expect(writing.state.kind).toBe('idle');
  expect(service.sent.map(({ path }) => path)).not.toContain(
    `${INSIGHT}/story/overviews`
  );
});

function provides({ previewed }: { readonly previewed: boolean }): void {
  const by = { provider: 'local', model: 'facts', origin: 'computed' };
  const texts = { title: 'T', introduction: 'I', goals: 'G', data: 'D' };
  const replies: [string, unknown][] = [
    ['check', { ...by, available: true, messages: [], previewed }],
    ['preview', { host: 'ai.example', text: 'all of it', size_bytes: 9 }],
    ['story/overviews', { ...by, ...texts, conclusion: 'C' }],
    ['story/figure', { ...by, response: 'Mass rises.', title: 'Mass' }]
  ];
  for (const [path, body] of replies) {
    service.replies.set(`${INSIGHT}/${path}`, () => json(body));
  }
}

function drafts(): Drafts {
  return new Drafts({
    getItem: key => storage.get(key) ?? null,
    setItem: (key, value) => void storage.set(key, value),
    removeItem: key => void storage.delete(key)
  });
}

function story(stamp: string, titles: Record<string, string> = {}) {
  return {
    api_id: 's1',
    name: 'Story',
    workspace: 'w1',
    created_by: 'ann',
    created_on: stamp,
    revisions: [],
    slides: ['a', 'b'].map(id =>
      slide(id, 'custom', { title: titles[id] ?? null })
    )
  };
}

function slide(id: string, kind: string, more: object = {}) {
  return { slide_id: id, slide_type: kind, slide_data: {}, ...more };
}

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status });
}
