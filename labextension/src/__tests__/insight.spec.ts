import { beforeEach, expect, it } from 'vitest';

import { nullTranslator } from '@jupyterlab/translation';

import { factsOf, quoted, textOf } from '../insight/answer';
import { InsightModel } from '../insight/model';
import { FakeService } from './service';

const ROUTE = 'api/v1.4.1/deep_insight';
const trans = nullTranslator.load('gofigr_jupyter');
const LOCAL = { provider: 'local', model: 'facts', origin: 'computed' };
const AI = { provider: 'openai', model: 'small', origin: 'ai' };
const FACT = { text: 'It rises.', numbers: { slope: 2 }, method: 'OLS' };

let service: FakeService;
let model: InsightModel;

beforeEach(() => {
  service = new FakeService();
  model = new InsightModel(service.api);
});

function answering(by: object, previewed = true): void {
  const check = { ...by, available: true, messages: [], previewed };
  service.replies.set(`${ROUTE}/check`, () => whole(check));
}

function whole(body: object): Response {
  return new Response(JSON.stringify(body));
}

function streamed(...events: [string, object][]): Response {
  const text = events
    .map(([name, data]) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
    .join('');
  return new Response(text, {
    headers: { 'Content-Type': 'text/event-stream' }
  });
}

async function ready(): Promise<void> {
  model.follow({ revision: 'r1' });
  await expect.poll(() => model.state.kind).toBe('ready');
}

it('shows an answer with the facts behind its sentences', async () => {
  answering(LOCAL);
  service.replies.set(ROUTE, () =>
    streamed(
      ['start', LOCAL],
      ['text', { text: 'It rises.', facts: [FACT] }],
      ['text', { text: 'Every 2 h.', facts: [] }],
      ['done', { ...LOCAL, response: 'It rises. Every 2 h.', facts: [FACT] }]
    )
  );
  await ready();

  await model.ask('Is there a trend?');

  const [answer] = model.answers;
  expect(answer.stage).toBe('whole');
  expect(textOf(answer)).toBe('It rises. Every 2 h.');
  expect(factsOf(answer)).toEqual([
    { text: 'It rises.', numbers: [['slope', 2]], method: 'OLS' }
  ]);
  expect(service.sent.at(-1)?.body).toEqual({
    figure_revision: 'r1',
    prompt: 'Is there a trend?',
    stream: true
  });
});

it('takes the answer of a service that does not stream', async () => {
  answering(AI);
  service.replies.set(ROUTE, () => whole({ response: 'It *rises*.' }));
  await ready();

  await model.ask('And?');

  expect(textOf(model.answers[0])).toBe('It *rises*.');
  expect(model.answers[0].by?.isAi).toBe(true);
});

it('sends nothing elsewhere before it was shown', async () => {
  answering(AI, false);
  const preview = { host: 'ai.example', text: 'DATA', picture: true };
  service.replies.set(`${ROUTE}/preview`, () => whole(preview));
  service.replies.set(ROUTE, () => whole({ ...AI, response: 'Yes.' }));
  await ready();

  await model.ask('One?');
  expect(model.pending?.preview).toMatchObject(preview);
  await model.decide(false);
  expect(model.answers).toEqual([]);

  // The service knows that it was shown; nobody has agreed yet.
  answering(AI);
  await model.ask('Two?');
  await model.decide(true);
  await model.ask('Three?');

  expect(model.answers.map(({ question }) => question)).toEqual([
    'Two?',
    'Three?'
  ]);
});

it('shows what is sent to a model that was chosen since', async () => {
  answering(LOCAL);
  await ready();
  answering(AI, false);
  service.replies.set(`${ROUTE}/preview`, () => whole({ host: 'ai.example' }));

  await model.ask('And?');

  expect(model.pending?.preview.host).toBe('ai.example');
  expect(model.answers).toEqual([]);
});

it('keeps what came of an answer that breaks off', async () => {
  answering(AI);
  service.replies.set(ROUTE, () =>
    streamed(
      ['start', AI],
      ['text', { text: 'It ri' }],
      ['error', { detail: 'The model fell silent.', hint: 'Ask again.' }]
    )
  );
  await ready();

  await model.ask('And?');

  const [answer] = model.answers;
  expect([answer.stage, textOf(answer)]).toEqual(['broken', 'It ri']);
  expect(answer.problem).toBe('The model fell silent. Ask again.');
});

it('stops when it is told to', async () => {
  answering(AI);
  service.replies.set(ROUTE, ({ signal }) => {
    const body = new ReadableStream({
      start: stream => {
        const start = `event: start\ndata: ${JSON.stringify(AI)}\n\n`;
        stream.enqueue(new TextEncoder().encode(start));
        signal.addEventListener('abort', () => stream.error(signal.reason));
      }
    });
    const headers = { 'Content-Type': 'text/event-stream' };
    return new Response(body, { headers });
  });
  await ready();

  const asking = model.ask('And?');
  await expect.poll(() => model.answers[0]?.by?.model).toBe('small');
  model.stop();
  await asking;

  expect([model.answers[0].stage, model.isBusy]).toEqual(['stopped', false]);
});

it('says why a question was refused', async () => {
  answering(LOCAL);
  await ready();
  const refusal = {
    detail: 'There were too many.',
    hint: 'Try again in 1 minute.'
  };
  service.replies.set(
    ROUTE,
    () => new Response(JSON.stringify(refusal), { status: 429 })
  );

  await model.ask('And?');

  expect(model.answers[0].problem).toBe(
    'There were too many. Try again in 1 minute.'
  );
});

it('asks about two revisions, and keeps the answers of each subject', async () => {
  answering(LOCAL);
  const done = { ...LOCAL, response: 'The mean rose.' };
  service.replies.set(`${ROUTE}/compare`, () => whole(done));
  await ready();

  model.follow({ before: 'r1', revision: 'r2' });
  await model.ask('What changed?');
  model.follow({ revision: 'r1' });
  expect(model.answers).toEqual([]);
  model.follow({ before: 'r1', revision: 'r2' });

  expect(textOf(model.answers[0])).toBe('The mean rose.');
  expect(service.sent.at(-1)?.body).toMatchObject({
    left_revision: 'r1',
    right_revision: 'r2'
  });
});

it('is absent where the service knows no questions', async () => {
  service.failure = { status: 404, body: { detail: 'There is no such page.' } };

  model.follow({ revision: 'r1' });

  await expect.poll(() => model.state.kind).toBe('absent');
});

it('quotes an answer as Markdown that shows names as they are', async () => {
  answering(LOCAL);
  const text = { text: '“body_mass_g” is *highest*.', facts: [] };
  service.replies.set(ROUTE, () =>
    streamed(['start', LOCAL], ['text', text], ['done', LOCAL])
  );
  await ready();

  await model.ask('What is the highest @all?');

  expect(quoted(model.answers[0], trans)).toBe(
    [
      '> What is the highest \\@all?',
      '- “body\\_mass\\_g” is \\*highest\\*.',
      '*Computed from the data kept*'
    ].join('\n\n')
  );
});
