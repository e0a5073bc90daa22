import { nullTranslator } from '@jupyterlab/translation';
import { beforeEach, expect, it } from 'vitest';

import { ICheckedDeck } from '../calls/decks';
import { CheckModel } from '../checking/model';
import { summary } from '../checking/words';
import { isDeck } from '../importing/choosing';
import { FakeService } from './service';

const CHECK = 'api/v1.4.1/deck/check';
const STALE = {
  anchor: 'slide 1',
  title: 'Bills',
  state: 'stale',
  found: {
    kind: 'figure',
    api_id: 'f1',
    name: 'Bill length',
    analysis_name: 'penguins',
    made_on: '2026-11-21T10:00:00Z',
    revision: { api_id: 'r1', revision_index: 0 },
    how: 'same file'
  },
  newest: { api_id: 'r2', revision_index: 1 },
  approved: null
};
const UNKNOWN = { anchor: 'slide 2', title: '', state: 'unknown', found: null };

let service: FakeService;
let model: CheckModel;

beforeEach(() => {
  service = new FakeService();
  model = new CheckModel(service.api, new File(['deck'], 'talk.pptx'));
});

function answers(pictures: readonly object[], leftOut: object = {}): void {
  const body = { pictures, left_out: leftOut };
  service.replies.set(CHECK, () => new Response(JSON.stringify(body)));
}

async function checked(): Promise<ICheckedDeck> {
  await model.check();
  expect(model.state.kind).toBe('checked');
  return (model.state as { deck: ICheckedDeck }).deck;
}

it('sends the document and tells what its pictures show', async () => {
  answers([STALE, UNKNOWN], { 'are too small': 2 });

  const { pictures, leftOut } = await checked();

  const body = { name: 'talk.pptx', document: btoa('deck') };
  expect(service.sent).toEqual([{ method: 'POST', path: CHECK, body }]);
  expect(pictures).toMatchObject([
    {
      anchor: 'slide 1',
      state: 'stale',
      found: { name: 'Bill length', revision: { id: 'r1', number: 1 } },
      newest: { id: 'r2', number: 2 }
    },
    { state: 'unknown', found: null, newest: null }
  ]);
  expect(leftOut).toEqual([['are too small', 2]]);
});

it('sums up in words, and leaves out what there is none of', async () => {
  answers([STALE, UNKNOWN, UNKNOWN]);
  const trans = nullTranslator.load('gofigr_jupyter');

  const { pictures } = await checked();

  expect(summary(pictures, trans)).toBe('3 pictures: 1 stale, 2 unknown.');
});

it('takes a state that it does not know for unknown', async () => {
  answers([{ ...UNKNOWN, state: 'withdrawn' }]);

  expect((await checked()).pictures[0].state).toBe('unknown');
});

it('says why the service refuses, and checks again when asked', async () => {
  const body = { detail: 'The document is broken.', hint: 'Save it anew.' };
  service.failure = { status: 422, body };
  await model.check();
  expect(model.state).toMatchObject({
    kind: 'offline',
    reason: 'The document is broken.'
  });

  service.failure = null;
  answers([]);

  expect((await checked()).pictures).toEqual([]);
});

it('is absent where the service checks nothing', async () => {
  service.failure = { status: 404, body: { detail: 'There is no such page.' } };

  await model.check();

  expect(model.state.kind).toBe('absent');
});

it('says nothing any more once it is closed', async () => {
  answers([]);
  let told = 0;
  model.changed.connect(() => told++);

  const checking = model.check();
  model.dispose();
  await checking;

  expect(told).toBe(1);
});

it('offers to check presentations, texts and PDFs', () => {
  const names = ['a.PPTX', 'b.docx', 'c.pdf', 'd.png', 'e.ipynb'];

  const checkable = names.map(name => isDeck(new File([], name)));

  expect(checkable).toEqual([true, true, true, false, false]);
});
