import { beforeEach, expect, it } from 'vitest';

import { ReceiptsModel } from '../receipts/model';
import { glanceOf } from '../receipts/words';
import { FakeService } from './service';

let service: FakeService;
let model: ReceiptsModel;

beforeEach(() => {
  service = new FakeService();
  model = new ReceiptsModel(service.api);
});

it('knows what waits and what is not kept', async () => {
  await know(
    told('queued', { reason: 'Nobody answers.' }),
    told('captured'),
    told('failed', { reason: 'It is over the limit.' }),
    told('skipped', { reason: 'no figure was shown' }),
    told('skipped', { reason: '96 MiB is over the limit', size_bytes: 1 })
  );

  expect(model.waiting.map(({ reason }) => reason)).toEqual([
    'Nobody answers.'
  ]);
  expect(model.failed.map(({ reason }) => reason)).toEqual([
    'It is over the limit.',
    '96 MiB is over the limit'
  ]);
  expect(glanceOf(model, true)).toBe('error');
});

it('does not call waiting what was put just now', async () => {
  await know(told('queued', { at: new Date().toISOString() }));

  expect(model.waiting).toEqual([]);
});

it('asks again only when its own notebook has news', async () => {
  await know();
  service.asked.length = 0;

  model.hear({ kind: 'receipts', notebooks: ['other.ipynb'], waiting: 3 });
  expect(service.asked).toEqual([]);
  expect(model.waitingAnywhere).toBe(3);

  model.hear({ kind: 'receipts', notebooks: ['a.ipynb'], waiting: 3 });
  await model.refresh();
  expect(service.asked.length).toBeGreaterThan(0);
});

it('says that keeping is off when the last cell said so', async () => {
  await know(told('skipped', { reason: 'capture is off (%gofigr on)' }));

  expect(glanceOf(model, true)).toBe('off');
});

it('says that keeping is on in a notebook that loads the extension', async () => {
  await know();

  expect([glanceOf(model, true), glanceOf(model, false)]).toEqual([
    'on',
    'off'
  ]);
});

async function know(...receipts: readonly object[]): Promise<void> {
  service.answers.set('receipts', { receipts, waiting: 0 });
  model.path = 'a.ipynb';
  await model.refresh();
  while (model.receipts.length < receipts.length) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

function told(state: string, more: object = {}) {
  return {
    state,
    publication: null,
    cell_id: 'c1',
    execution_count: 1,
    slot: 0,
    name: 'Bill length',
    reason: '',
    at: '2026-11-21T10:00:00+00:00',
    ...more
  };
}
