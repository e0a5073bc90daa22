import { nullTranslator } from '@jupyterlab/translation';
import { beforeEach, expect, it } from 'vitest';

import { INotice } from '../calls/notifications';
import { daysOf } from '../inbox/days';
import { InboxModel } from '../inbox/model';
import { FakeService } from './service';

const NOTICES = 'api/v1.4.1/notification';
const COUNT = `${NOTICES}/count`;
const trans = nullTranslator.load('gofigr_jupyter');

let service: FakeService;
let model: InboxModel;

beforeEach(() => {
  service = new FakeService();
  service.answers.set(COUNT, { unread: 2 });
  service.answers.set(NOTICES, [told('n1'), told('n2', 'figure', 'f1')]);
  model = new InboxModel(service.api);
});

function told(id: string, type = 'figure_revision', target = 'r1') {
  return { id, kind: 'mention', target_type: type, target_id: target };
}

function notices(): readonly INotice[] {
  return model.state.kind === 'notices' ? model.state.notices : [];
}

function notify() {
  const change = { action: 'notify', kind: 'user', target: 'u1' };
  model.hear({
    kind: 'change',
    change: { ...change, analysis: null, figure: null }
  });
}

it('counts what is not read, and asks for the rest when it is looked at', async () => {
  await model.refresh();
  expect(service.asked).toEqual([COUNT]);

  model.active = true;
  await model.refresh();

  expect(model.unread).toBe(2);
  expect(notices().map(({ id }) => id)).toEqual(['n1', 'n2']);
});

it('looks again when there is something to read', () => {
  notify();

  expect(service.asked).toEqual([COUNT]);
});

it('asks for nothing that is noted already', async () => {
  model.active = true;
  await model.refresh();

  await model.mark(notices()[0], true);
  await model.mark(notices()[1], false);

  expect(service.sent.map(({ path, body }) => [path, body])).toEqual([
    [`${NOTICES}/n1`, { is_read: true }]
  ]);
});

it('is shown by the picture of what it is about', async () => {
  service.answers.set('api/v1.4.1/figure/f1', {
    revisions: [{ api_id: 'r1' }, { api_id: 'r2' }]
  });
  model.active = true;
  await model.refresh();

  const shown = notices().map(notice => model.pictured(notice));

  expect(await Promise.all(shown)).toEqual(['r1', 'r2']);
});

it('is absent where the service has none', async () => {
  const other = new InboxModel(new FakeService().api);
  await other.refresh();

  expect(other.state.kind).toBe('absent');
});

it('is sorted by day', () => {
  const now = new Date(2026, 10, 22, 9);
  const at = [
    new Date(2026, 10, 22, 8),
    new Date(2026, 10, 21, 23),
    new Date(2026, 10, 19, 10),
    new Date(2026, 9, 1, 10)
  ].map(created => ({ created }) as INotice);

  expect(daysOf(at, now, trans, 'en').map(({ name }) => name)).toEqual([
    'Today',
    'Yesterday',
    'Thursday',
    'October 1'
  ]);
});
