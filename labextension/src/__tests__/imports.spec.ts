import { beforeEach, expect, it } from 'vitest';

import { FileDrops } from '../importing/drops';
import { IImport, ImportsModel } from '../importing/model';
import { FakeService } from './service';

const UPLOAD = 'api/v1.4.1/user_data_upload';
const TASK = 'api/v1.4.1/tasks/t1';
const HERE = { workspace: 'w1', analysis: null };

let service: FakeService;
let model: ImportsModel;

beforeEach(() => {
  service = new FakeService();
  model = new ImportsModel(service.api);
  const file = new File(['{}'], 'deck.pptx');
  model.offer(file.name, { kind: 'document', file });
});

function told(state: string, more: object = {}) {
  const task = { api_id: 't1', progress: 0, message: '', target_id: 'd1' };
  return { ...task, state, ...more };
}

function answers(state: string, more: object = {}) {
  service.replies.set(
    UPLOAD,
    () => new Response(JSON.stringify(told(state, more)))
  );
}

function only(): IImport {
  expect(model.all.length).toBe(1);
  return model.all[0];
}

it('asks before it sends anything', () => {
  expect(only().state).toBe('asking');
  expect(service.sent).toEqual([]);
});

it('sends a document, follows its task and tells what came of it', async () => {
  answers('waiting');
  service.answers.set(TASK, told('done', { message: 'Found 2 pictures.' }));

  await model.sendDocument(only(), HERE);

  expect(service.sent.map(({ path }) => path)).toEqual([UPLOAD]);
  expect(only()).toMatchObject({ state: 'done', message: 'Found 2 pictures.' });
});

it('tells why the service refuses, and sends again nothing by itself', async () => {
  const body = { detail: 'The document is empty.', hint: 'Send another one.' };
  service.failure = { status: 422, body };

  await model.sendDocument(only(), HERE);

  expect(only()).toMatchObject({
    state: 'failed',
    message: 'The document is empty. Send another one.'
  });
});

it('cancels the task and does not follow it any further', async () => {
  answers('running', { progress: 40 });
  service.answers.set(TASK, told('running', { progress: 50 }));
  service.replies.set(
    `${TASK}/cancel`,
    () => new Response(JSON.stringify(told('canceled')))
  );

  const following = model.sendDocument(only(), HERE);
  await expect.poll(() => only().state).toBe('running');
  await model.cancel(only());
  await following;

  expect(only().state).toBe('canceled');
});

it('forgets what was not sent yet, and what is over', async () => {
  await model.cancel(only());

  expect(model.all).toEqual([]);
});

it('asks a repository for its branches, and sends those that are chosen', async () => {
  const repository = { url: 'https://host/lab.git', key: null };
  const offer = { works: true, branches: ['main', 'draft'] };
  const check = { ...offer, message: '', default_branch: 'main' };
  service.replies.set(
    'api/v1.4.1/git/check',
    () => new Response(JSON.stringify(check))
  );
  service.replies.set(
    'api/v1.4.1/git/import',
    () => new Response(JSON.stringify(told('done')))
  );

  const { branches, first, problem } = await model.offered(repository);
  await model.sendRepository(only(), repository, ['draft'], HERE);

  expect([branches, first, problem]).toEqual([['main', 'draft'], 'main', null]);
  expect(service.sent.at(-1)?.body).toMatchObject({
    url: repository.url,
    branches: ['draft'],
    workspace: 'w1'
  });
  expect(only()).toMatchObject({ state: 'done', name: repository.url });
});

it('finds the analysis that has the figures by the name of the document', async () => {
  answers('done');
  service.answers.set('api/v1.4.1/workspace/w1', {
    analyses: [{ api_id: 'a7', name: 'deck.pptx' }]
  });
  await model.sendDocument(only(), HERE);

  expect(await model.analysisOf(only())).toBe('a7');
  const there = { ...only(), goal: { workspace: 'w1', analysis: 'a1' } };
  expect(await model.analysisOf(there)).toBe('a1');
});

it('takes files that are dropped, but leaves pictures on the search to it', () => {
  const panel = document.createElement('div');
  panel.innerHTML = '<p></p><div class="gofigr-Find"></div>';
  const taken: string[] = [];
  const drops = new FileDrops(panel, files =>
    taken.push(...files.map(({ name }) => name))
  );
  const drop = (on: string, type: string) => {
    const event = new Event('drop', { bubbles: true, cancelable: true });
    const files = [new File([''], `a.${type}`)];
    const items = [{ type }];
    const dataTransfer = { types: ['Files'], files, items };
    panel
      .querySelector(on)!
      .dispatchEvent(Object.assign(event, { dataTransfer }));
    return event.defaultPrevented;
  };

  expect(drop('p', 'image/png')).toBe(true);
  expect(drop('.gofigr-Find', 'image/png')).toBe(false);
  expect(drop('.gofigr-Find', 'application/zip')).toBe(true);
  drops.dispose();
  expect(drop('p', 'image/png')).toBe(false);

  expect(taken).toEqual(['a.image/png', 'a.application/zip']);
});
