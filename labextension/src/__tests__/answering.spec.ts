import { beforeEach, expect, it } from 'vitest';

import { nullTranslator } from '@jupyterlab/translation';

import { AnsweringModel } from '../answering/model';
import { providerNote, triedText } from '../answering/words';
import { serviceWithTwoFigures } from './service';

const AI = 'api/v1.4.1/workspace/w1/ai';
const trans = nullTranslator.load('gofigr_jupyter');
const COMPUTED = { provider: 'local', model: 'facts' };
const INHERITED = {
  provider: 'openai',
  base_url: 'https://all.example/v1',
  model: 'big',
  has_key: true,
  inherited: true,
  of_service: { provider: 'openai', model: 'big' }
};
const OWN = {
  provider: 'openai',
  base_url: 'https://ai.example/v1',
  model: 'small',
  has_key: true,
  timeout_seconds: 30,
  retries: 1,
  pictures: true,
  titles: false,
  monthly_limit: 100,
  inherited: false,
  of_service: COMPUTED
};

let service: ReturnType<typeof serviceWithTwoFigures>;
let model: AnsweringModel;

beforeEach(() => {
  service = serviceWithTwoFigures();
  model = new AnsweringModel(service.api);
});

async function shown(settings: object): Promise<void> {
  service.answers.set(AI, settings);
  await model.show();
  expect(model.state.kind).toBe('open');
}

function refuse(path: string, status: number, body: object): void {
  const reply = () => new Response(JSON.stringify(body), { status });
  service.replies.set(path, reply);
}

it('shows what is chosen for the own workspace', async () => {
  await shown(OWN);

  expect(model.workspace).toBe('w1');
  expect(model.draft).toEqual({
    provider: 'openai',
    baseUrl: 'https://ai.example/v1',
    model: 'small',
    timeoutSeconds: 30,
    retries: 1,
    pictures: true,
    titles: false,
    monthlyLimit: 100
  });
  expect([model.hasKey, model.isChanged, model.isStaff]).toEqual([
    true,
    false,
    false
  ]);
});

it('shows the choice of the service where there is no other', async () => {
  await shown(INHERITED);

  expect(model.draft?.provider).toBeNull();
  expect(
    model.state.kind === 'open' &&
      providerNote(null, model.state.kept.ofService, trans)
  ).toBe('Now big.');
  // What the service has is a good beginning, but its key is not told.
  model.change({ provider: 'openai' });
  expect(model.draft?.baseUrl).toBe('https://all.example/v1');
  expect(model.hasKey).toBe(false);
});

it('leaves the key that is kept, until another one is written', async () => {
  await shown(OWN);
  service.replies.set(AI, () => new Response(JSON.stringify(OWN)));

  model.change({ timeoutSeconds: null, titles: true });
  await model.save();
  model.giveKey('secret');
  await model.save();
  model.giveKey('');
  await model.save();

  const keys = service.sent.map(({ body }) => (body as { key: unknown }).key);
  expect(keys).toEqual([null, 'secret', '']);
  expect(service.sent[0]).toEqual({
    method: 'PUT',
    path: AI,
    body: {
      provider: 'openai',
      base_url: 'https://ai.example/v1',
      model: 'small',
      key: null,
      retries: 1,
      pictures: true,
      titles: true,
      monthly_limit: 100
    }
  });
  expect([model.told, model.key]).toEqual([{ kind: 'saved' }, null]);
});

it('forgets the key where the address becomes another one', async () => {
  await shown(OWN);

  model.change({ baseUrl: 'https://ai.example/v1/' });
  expect(model.hasKey).toBe(true);
  model.change({ baseUrl: 'https://elsewhere.example/v1' });

  expect(model.hasKey).toBe(false);
});

it('tells which field was refused, until it is changed', async () => {
  await shown(OWN);
  const detail = 'The model is not named.';
  refuse(AI, 400, { detail, hint: 'Name one.', field: 'model' });

  model.change({ model: '' });
  await model.save();

  const reason = 'The model is not named. Name one.';
  expect(model.told).toEqual({ kind: 'refused', field: 'model', reason });
  expect(model.draft?.model).toBe('');
  model.change({ model: 's' });
  expect(model.told).toBeNull();
});

it('tells what came of a test, but not of what is no longer written', async () => {
  await shown(OWN);
  const tried = { works: true, message: 'ready', provider: 'openai' };
  const reply = () => new Response(JSON.stringify({ ...tried, model: 'tiny' }));
  service.replies.set(`${AI}/test`, reply);

  await model.attempt();
  expect(
    model.told?.kind === 'tried' && triedText(model.told.tried, trans)
  ).toBe('It works. tiny answered: “ready”');
  expect(model.isChanged).toBe(false);

  const trial = model.attempt();
  model.change({ model: 'other' });
  await trial;
  expect([model.told, model.busy]).toEqual([null, null]);
});

it('says who answers, and why nothing can be chosen, to other members', async () => {
  const told = JSON.stringify({ detail: 'You may not.', hint: 'Ask.' });
  service.answers.set(AI, new Response(told, { status: 403 }));
  const messages = ['Questions are sent to ai.example.'];
  const check = { model: 'small', origin: 'ai', available: true, messages };
  const reply = () => new Response(JSON.stringify(check));
  service.replies.set('api/v1.4.1/deep_insight/check', reply);

  await model.show();

  expect(model.state).toMatchObject({
    kind: 'closed',
    reason: 'You may not. Ask.',
    check: { model: 'small', isAi: true, messages }
  });
  expect(service.sent[0].body).toEqual({ workspace: 'w1' });
  expect(model.draft).toBeNull();
});

it('is absent where the service knows no choice', async () => {
  await model.show();

  expect(model.state.kind).toBe('absent');
});

it('lets staff choose for all workspaces', async () => {
  const staff = [{ username: 'ann', is_staff: true }];
  service.answers.set('api/v1.4.1/user', staff);
  const local = { ...OWN, ...COMPUTED, inherited: false };
  service.answers.set('api/v1.4.1/admin/ai', local);
  await shown(OWN);

  await model.choosePlace(null);

  expect([model.isStaff, model.draft?.provider]).toEqual([true, 'local']);
});
