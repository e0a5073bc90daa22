import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { deleteFigure } from '../calls/figures';
import { Deletions } from '../deletions';
import { Pins } from '../pins';
import { WorkModel } from '../work/model';
import { PAGE } from '../work/page';
import { Thumbnails } from '../work/thumbnails';
import { FakeService } from './service';

const CATALOG = 'api/v1.4.1/catalog';
const USER = 'api/v1.4.1/user';

let service: FakeService;
let pins: Pins;
let deletions: Deletions;
let model: WorkModel;

beforeEach(() => {
  vi.useFakeTimers();
  service = new FakeService();
  service.answers.set(CATALOG, { items: page('Figure', PAGE), total: 250 });
  service.answers.set(`${CATALOG}/places`, {
    workspaces: [{ api_id: 'w1', name: 'Ann' }],
    analyses: [{ api_id: 'a1', name: 'penguins', workspace: 'w1' }],
    authors: ['ann']
  });
  service.answers.set(USER, [account()]);
  pins = new Pins(service.api);
  deletions = new Deletions(id => deleteFigure(service.api, id));
  model = new WorkModel(service.api, pins, deletions);
});

afterEach(() => {
  model.dispose();
  deletions.dispose();
  vi.useRealTimers();
});

it('asks nothing while nobody looks', async () => {
  await model.refresh();

  expect(service.asked).toEqual([]);
  expect(model.state).toEqual({ kind: 'loading' });
});

it('shows the first page after three questions', async () => {
  await look();

  expect(service.asked).toEqual([USER, CATALOG, `${CATALOG}/places`]);
  expect(model.state).toEqual({ kind: 'list', total: 250 });
  expect(model.entry(0)).toMatchObject({
    name: 'Figure 0',
    analysisName: 'penguins',
    newest: { id: 'r0', number: 4 }
  });
  expect(model.entry(PAGE)).toBeUndefined();
});

it('lists pinned figures first, and again when others are pinned', async () => {
  service.answers.set(USER, [account('f7', 'f3')]);

  await look();
  expect(service.lastQuery(CATALOG)).toMatchObject({ first: 'f7,f3' });
  expect(model.isPinned({ ...model.entry(0)!, id: 'f7' })).toBe(true);

  void pins.set('f7', false);
  await settled();
  expect(service.lastQuery(CATALOG)).toMatchObject({ first: 'f3' });
});

it('pins no analyses', async () => {
  service.answers.set(USER, [account('f7')]);
  await look();

  model.narrow({ kind: 'analysis' });
  await settled();

  expect(service.lastQuery(CATALOG)).not.toHaveProperty('first');
});

it('leaves out a figure that is being deleted until that is undone', async () => {
  await look();

  deletions.begin('f2', 'Mass');
  await settled();
  expect(service.lastQuery(CATALOG)).toMatchObject({ without: 'f2' });

  deletions.undo('f2');
  await settled();
  expect(service.lastQuery(CATALOG)).not.toHaveProperty('without');
});

it('lists everything where the account cannot be asked', async () => {
  service.answers.delete(USER);

  await look();

  expect(model.state).toEqual({ kind: 'list', total: 250 });
});

it('loads a page once, when it comes into sight', async () => {
  await look();
  service.forgetQuestions();

  model.look(PAGE - 5, PAGE + 5);
  model.look(PAGE - 4, PAGE + 6);
  await settled();

  expect(service.asked).toEqual([CATALOG]);
  expect(service.lastQuery(CATALOG)).toMatchObject({
    offset: '100',
    limit: '100'
  });
  expect(model.entry(PAGE)?.name).toBe('Figure 0');
});

it('waits for the next letter before it searches', async () => {
  await look();
  service.forgetQuestions();

  for (const search of ['p', 'pe', 'pen']) {
    model.narrow({ search });
    await vi.advanceTimersByTimeAsync(50);
  }
  await settled();

  expect(service.asked.filter(path => path === CATALOG)).toHaveLength(1);
  expect(service.lastQuery(CATALOG)).toMatchObject({ search: 'pen' });
});

it('keeps the list until the narrowed one is there', async () => {
  await look();
  const before = model.generation;
  service.answers.set(CATALOG, { items: page('Found', 1), total: 1 });

  model.narrow({ author: 'ann' });
  expect(model.entry(0)?.name).toBe('Figure 0');
  await settled();

  expect(model.entry(0)?.name).toBe('Found 0');
  expect(model.generation).toBe(before + 1);
});

it('stays at its place when it looks again', async () => {
  await look();
  const before = model.generation;
  model.look(200, 210);
  await settled();
  service.forgetQuestions();

  await model.refresh();

  expect(model.generation).toBe(before);
  expect(service.queries.flatMap(({ offset }) => offset ?? [])).toEqual([
    '0',
    '200'
  ]);
});

it('looks once for many changes at once, and not while nobody looks', async () => {
  model.stir();
  await settled();
  expect(service.asked).toEqual([]);
  await look();
  service.forgetQuestions();

  model.stir();
  model.stir();
  await settled();

  expect(service.asked.filter(path => path === CATALOG)).toHaveLength(1);
});

it('lists workspaces from what can be chosen', async () => {
  await look();

  model.narrow({ kind: 'workspace' });
  await settled();

  expect(model.state).toEqual({ kind: 'list', total: 1 });
  expect(model.entry(0)).toMatchObject({ kind: 'workspace', name: 'Ann' });
});

it('shows everything of the same kind again', async () => {
  await look();
  model.narrow({ kind: 'analysis', author: 'ann', search: 'x' });

  model.clear();

  expect(model.filters).toMatchObject({
    kind: 'analysis',
    author: null,
    search: ''
  });
});

it('says why when the service cannot be asked, and recovers', async () => {
  service.failure = {
    status: 503,
    body: { detail: 'The service does not answer.', hint: 'Try again.' }
  };
  await look();
  expect(model.state).toEqual({
    kind: 'offline',
    reason: 'The service does not answer.',
    hint: 'Try again.',
    isStrange: false
  });

  service.failure = null;
  await model.refresh();

  expect(model.state.kind).toBe('list');
});

it('loads only thumbnails that are in sight, each once', async () => {
  for (const id of ['r1', 'r2', 'r3']) {
    service.answers.set(`api/v1.4.1/revision/${id}/thumbnail/128`, {
      thumbnail: id === 'r2' ? null : 'iVBORw0'
    });
  }
  const thumbnails = new Thumbnails(service.api);

  thumbnails.want(['r1', 'r2']);
  thumbnails.want(['r1', 'r2']);
  await settled();

  expect(service.asked).toHaveLength(2);
  expect(thumbnails.get('r1')).toBe('data:image/png;base64,iVBORw0');
  expect(thumbnails.get('r2')).toBeNull();
  expect(thumbnails.get('r3')).toBeUndefined();
});

it('forgets thumbnails that scrolled by before their turn', async () => {
  const thumbnails = new Thumbnails(service.api);
  const ids = Array.from({ length: 20 }, (_, i) => `r${i}`);

  thumbnails.want(ids);
  thumbnails.want(['r50']);
  await settled();

  const asked = service.asked.map(path => path.split('/')[3]);
  expect(asked).toEqual(['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r50']);
});

async function look(): Promise<void> {
  model.active = true;
  await settled();
}

async function settled(): Promise<void> {
  await vi.advanceTimersByTimeAsync(1000);
}

function page(name: string, count: number) {
  return Array.from({ length: count }, (_, i) => ({
    kind: 'figure',
    api_id: `f${i}`,
    name: `${name} ${i}`,
    workspace: 'w1',
    analysis: 'a1',
    analysis_name: 'penguins',
    changed_by: 'ann',
    changed_on: '2026-11-21T10:00:00+00:00',
    newest_revision: { api_id: `r${i}`, short_id: null, revision_index: 3 }
  }));
}

function account(...pinned: string[]) {
  return {
    username: 'ann',
    user_profile: { ui_data: { pinned_figures: pinned } }
  };
}
