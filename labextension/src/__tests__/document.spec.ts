import { beforeEach, expect, it } from 'vitest';

import { FigureDocumentModel } from '../document/model';
import { FakeService, revision } from './service';

const FIGURE = {
  api_id: 'f1',
  name: 'Bill length',
  analysis: 'a1',
  revisions: [revision('r1', 0, '10:00'), revision('r2', 1, '11:00')]
};

let service: FakeService;
let model: FigureDocumentModel;

beforeEach(() => {
  service = new FakeService();
  service.answers.set('api/v1.4.1/figure/f1', FIGURE);
  service.answers.set('api/v1.4.1/analysis/a1', {
    api_id: 'a1',
    name: 'quickstart'
  });
  for (const each of FIGURE.revisions) {
    service.answers.set(`api/v1.4.1/revision/${each.api_id}`, {
      ...each,
      figure: 'f1',
      figure_metadata: { name: 'Bill length' },
      data: [{ api_id: `png-${each.api_id}`, type: 'image' }]
    });
  }
  model = new FigureDocumentModel(service.api, 'f1');
});

it('looks at the newest revision', async () => {
  await model.load();

  expect(model.shown?.current.number).toBe(2);
  expect(model.shown?.detail?.data[0].id).toBe('png-r2');
  expect(model.shown?.place?.name).toBe('quickstart');
});

it('looks at the revision that was wanted', async () => {
  model = new FigureDocumentModel(service.api, 'f1', 'r1');

  await model.load();

  expect(model.shown?.current.id).toBe('r1');
});

it('finds the figure of a revision', async () => {
  model = new FigureDocumentModel(service.api, null, 'r1');

  await model.load();

  expect(model.figureId).toBe('f1');
});

it('steps through the revisions and stops at the ends', async () => {
  await model.load();

  await model.step(-1);
  await model.step(-1);
  expect(model.shown?.detail?.id).toBe('r1');
  await model.step(1);
  await model.step(1);
  expect(model.shown?.detail?.id).toBe('r2');
});

it('shows the old picture until the next one is here', async () => {
  await model.load();

  const stepping = model.step(-1);

  expect(model.shown?.current.id).toBe('r1');
  expect(model.shown?.detail?.id).toBe('r2');
  await stepping;
});

it('asks for each revision once', async () => {
  await model.load();
  await model.step(-1);
  service.asked.length = 0;

  await model.step(1);

  expect(service.asked).toEqual([]);
});

it('keeps looking at the same revision when a new one comes', async () => {
  await model.load();
  service.answers.set('api/v1.4.1/figure/f1', {
    ...FIGURE,
    revisions: [...FIGURE.revisions, revision('r3', 2, '12:00')]
  });

  await model.load();

  expect(model.shown?.current.id).toBe('r2');
  expect(model.shown?.figure.revisions).toHaveLength(3);
});

it('looks at what was chosen while it asked again', async () => {
  await model.load();
  service.answers.set('api/v1.4.1/analysis/a1', {
    toJSON: () => {
      void model.look('r1');
      return { api_id: 'a1', name: 'quickstart' };
    }
  });

  await model.load();

  expect(model.shown?.current.id).toBe('r1');
});

it('asks again only for a newest revision that it does not know', async () => {
  await model.load();
  service.asked.length = 0;

  await model.follow('r2');
  expect(service.asked).toEqual([]);
  await model.follow('r3');
  expect(service.asked).toContain('api/v1.4.1/figure/f1');
});

it('looks at a revision that it did not know', async () => {
  await model.load();
  const r3 = revision('r3', 2, '12:00');
  service.answers.set('api/v1.4.1/figure/f1', {
    ...FIGURE,
    revisions: [...FIGURE.revisions, r3]
  });
  service.answers.set('api/v1.4.1/revision/r3', { ...r3, figure: 'f1' });

  await model.look('r3');

  expect(model.shown?.detail?.id).toBe('r3');
});

it('renames at once and takes it back when that is refused', async () => {
  await model.load();
  service.failure = { status: 403, body: { detail: 'You may not.' } };

  const renaming = model.rename('  Beaks ');
  const shownAtOnce = model.shown?.figure.name;

  await expect(renaming).rejects.toThrow('You may not.');
  expect([shownAtOnce, model.shown?.figure.name]).toEqual([
    'Beaks',
    'Bill length'
  ]);
});

it('changes what a picture shows and keeps the rest of the metadata', async () => {
  await model.load();
  const r2 = { ...revision('r2', 1, '11:00'), figure: 'f1' };
  const path = 'api/v1.4.1/revision/r2';
  service.answers.set(path, { ...r2, metadata: { backend: 'plotly' } });

  await model.describe('r2', 'Bills grow.');

  expect(service.sent.at(-1)).toMatchObject({
    body: { metadata: { backend: 'plotly', alt_text: 'Bills grow.' } }
  });
});

it('does not ask for an empty or equal name', async () => {
  await model.load();

  await model.rename('  ');
  await model.rename('Bill length');

  expect(service.sent).toEqual([]);
});

it.each([
  [404, 'missing'],
  [403, 'forbidden'],
  [401, 'forbidden'],
  [503, 'offline']
])('tells by status %i that the figure is %s', async (status, kind) => {
  service.failure = { status, body: { detail: 'No.', hint: 'Later.' } };

  await model.load();

  expect(model.state).toEqual({ kind, reason: 'No.', hint: 'Later.' });
});

it('recovers when the service is back', async () => {
  service.failure = { status: 503, body: {} };
  await model.load();
  service.failure = null;

  await model.load();

  expect(model.state.kind).toBe('figure');
});

it('shows the rest where one revision cannot be had', async () => {
  await model.load();
  service.answers.delete('api/v1.4.1/revision/r1');

  await model.step(-1);

  expect(model.shown).toMatchObject({
    current: { id: 'r1' },
    detail: null,
    problem: 'There is no api/v1.4.1/revision/r1.'
  });
});

it('is silent after it was disposed', async () => {
  let emitted = 0;
  model.changed.connect(() => emitted++);

  const loading = model.load();
  model.dispose();
  await loading;

  expect(emitted).toBe(1);
});
