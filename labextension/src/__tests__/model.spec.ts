import { beforeEach, expect, it } from 'vitest';

import { FigureListModel } from '../model';
import { IChange } from '../news';
import {
  FakeService,
  figure,
  quickstart,
  revision,
  serviceWithTwoFigures
} from './service';

const NOTEBOOK = {
  path: 'study/quickstart.ipynb',
  loadsExtension: true,
  cells: []
};

let service: FakeService;
let model: FigureListModel;

beforeEach(() => {
  service = serviceWithTwoFigures();
  model = new FigureListModel(service.api);
});

it('asks nothing while nobody looks', async () => {
  model.notebook = NOTEBOOK;

  await model.refresh();

  expect(service.asked).toEqual([]);
  expect(model.state.kind).toBe('loading');
});

it('lists the newest revision of each figure', async () => {
  await look();

  expect(rows().map(row => [row.name, row.revision.number])).toEqual([
    ['Figure f1', 1],
    ['Figure f2', 2]
  ]);
});

it('asks again only about figures that changed', async () => {
  await look();
  service.asked.length = 0;
  service.answers.set('api/v1.4.1/analysis/a1', {
    figures: [figure('f1', 'changed'), figure('f2')]
  });
  service.answers.set('api/v1.4.1/figure/f1', {
    revisions: [revision('r1', 0, '10:00'), revision('r3', 1, '13:00')]
  });

  await model.refresh();

  expect(service.asked.filter(path => path.includes('figure/'))).toEqual([
    'api/v1.4.1/figure/f1'
  ]);
  expect(rows()[0].revision.id).toBe('r3');
});

it('asks one question when nothing changed', async () => {
  await look();
  service.asked.length = 0;

  await model.refresh();

  expect(service.asked).toEqual(['api/v1.4.1/analysis/a1']);
});

it('asks only about the figure that the stream names', async () => {
  await look();
  service.asked.length = 0;
  service.answers.set('api/v1.4.1/figure/f1', {
    name: 'Renamed',
    revisions: [revision('r1', 0, '10:00'), revision('r3', 1, '13:00')]
  });

  model.hear({ kind: 'change', change: change({ figure: 'f1' }) });
  await until(() => rows().some(({ name }) => name === 'Renamed'));

  expect(service.asked).toEqual(['api/v1.4.1/figure/f1']);
});

it('forgets a figure that was deleted', async () => {
  await look();
  service.answers.delete('api/v1.4.1/figure/f1');

  model.hear({ kind: 'change', change: change({ figure: 'f1' }) });
  await until(() => rows().length === 1);

  expect(rows().map(({ id }) => id)).toEqual(['f2']);
});

it('does not ask about what happens elsewhere', async () => {
  await look();
  service.asked.length = 0;

  model.hear({ kind: 'change', change: change({ analysis: 'other' }) });

  expect(service.asked).toEqual([]);
});

it('keeps what it shows while the service is away', async () => {
  await look();
  service.failure = { status: 503, body: { detail: 'Nobody answers.' } };

  await model.refresh();

  expect(rows()).toHaveLength(2);
  expect(model.state).toMatchObject({
    offline: { reason: 'Nobody answers.', hint: '' }
  });
});

it('finds the analysis again when it was deleted and made anew', async () => {
  await look();
  service.answers.delete('api/v1.4.1/analysis/a1');
  service.answers.set('api/v1.4.1/workspace/w1', {
    analyses: [{ ...quickstart, api_id: 'a2' }]
  });
  service.answers.set('api/v1.4.1/analysis/a2', { figures: [figure('f1')] });

  await model.refresh();

  expect(rows().map(({ name }) => name)).toEqual(['Figure f1']);
});

it('is empty for a notebook that has no analysis', async () => {
  service.answers.set('api/v1.4.1/workspace/w1', { analyses: [] });

  await look();

  expect(model.state).toEqual({ kind: 'empty', notebook: NOTEBOOK });
});

it('tells notebooks of one name apart by their folder', async () => {
  service.answers.set('api/v1.4.1/workspace/w1', {
    analyses: [
      {
        api_id: 'other',
        name: 'quickstart',
        description: 'Notebook /home/ann/old/quickstart.ipynb'
      },
      quickstart
    ]
  });

  await look();

  expect(rows()).toHaveLength(2);
});

it('uses the workspace and analysis that the settings name', async () => {
  service.answers.set('destination', {
    root: '/home/ann',
    workspace: 'Lab',
    analysis: 'paper'
  });
  service.answers.set('api/v1.4.1/workspace', [
    { api_id: 'w1', name: 'Ann', workspace_type: 'primary' },
    { api_id: 'w2', name: 'Lab', workspace_type: 'secondary' }
  ]);
  service.answers.set('api/v1.4.1/workspace/w2', {
    analyses: [{ api_id: 'a1', name: 'paper' }]
  });

  await look();

  expect(rows()).toHaveLength(2);
});

it("prefers one's own primary workspace to a shared one", async () => {
  service.answers.set('api/v1.4.1/workspace', [
    { api_id: 'w9', workspace_type: 'primary', created_by: 'bob' },
    { api_id: 'w1', workspace_type: 'primary', created_by: 'ann' }
  ]);

  await look();

  expect(rows()).toHaveLength(2);
});

it('says why when the service cannot be asked', async () => {
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
});

it('recovers when the service is back', async () => {
  service.failure = { status: 503, body: {} };
  await look();
  service.failure = null;

  await model.refresh();

  expect(model.state.kind).toBe('figures');
});

it('notices that the open notebook now loads the extension', async () => {
  service.answers.set('api/v1.4.1/workspace/w1', { analyses: [] });
  model.notebook = { ...NOTEBOOK, loadsExtension: false };
  model.active = true;
  await settled();

  model.notebook = NOTEBOOK;

  expect(model.state).toEqual({ kind: 'empty', notebook: NOTEBOOK });
});

it('notices a change of the notebook while it asks', async () => {
  service.answers.set('api/v1.4.1/workspace/w1', { analyses: [] });
  model.notebook = { ...NOTEBOOK, loadsExtension: false };
  model.active = true;

  const asking = model.refresh();
  model.notebook = NOTEBOOK;
  await asking;

  expect(model.state).toEqual({ kind: 'empty', notebook: NOTEBOOK });
});

it('forgets the figures when the notebook is closed', async () => {
  await look();

  model.notebook = null;

  expect(model.state).toEqual({ kind: 'no notebook' });
});

it('stays silent after it was disposed', async () => {
  await look();
  let emitted = 0;
  model.changed.connect(() => emitted++);

  model.dispose();
  await model.refresh();

  expect(emitted).toBe(0);
});

async function look(): Promise<void> {
  model.notebook = NOTEBOOK;
  model.active = true;
  await settled();
}

/** Until the model has asked everything it wants to know. */
async function settled(): Promise<void> {
  await model.refresh();
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

function change(more: Partial<IChange>): IChange {
  return {
    action: 'update',
    kind: 'figure',
    target: '',
    analysis: 'a1',
    figure: null,
    ...more
  };
}

function rows() {
  return model.state.kind === 'figures' ? model.state.rows : [];
}
