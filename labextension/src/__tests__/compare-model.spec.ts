import { beforeEach, expect, it } from 'vitest';

import { IDifference } from '../compare/difference';
import { CompareModel, ICompareRequest, ICompared } from '../compare/model';
import { IPictures, IRaster } from '../compare/pictures';
import { FakeService, revision } from './service';

/** Pictures without a browser: a picture of one byte, which is its color. */
class OneBytePictures implements IPictures {
  readonly open_: string[] = [];

  async open(bytes: Uint8Array): Promise<IRaster> {
    const url = `picture:${bytes[0]}`;
    this.open_.push(url);
    const size = { width: 1, height: 1 };
    const close = () => void this.open_.splice(this.open_.indexOf(url), 1);
    return { url, size, close };
  }

  async difference(pair: {
    before: IRaster;
    after: IRaster;
  }): Promise<IDifference> {
    const changed = pair.before.url === pair.after.url ? 0 : 1;
    const mask = new Uint8Array([changed]);
    return { width: 1, height: 1, changed, region: null, mask };
  }
}

let service: FakeService;
let pictures: OneBytePictures;

beforeEach(() => {
  service = new FakeService();
  pictures = new OneBytePictures();
  const revisions = ['r0', 'r1', 'r2'].map((id, index) => ({
    ...revision(id, index, '10:00'),
    figure: 'f1',
    figure_metadata: { name: 'Bill length' },
    data: [
      {
        api_id: `${id}-picture`,
        name: 'figure',
        type: 'image',
        metadata: { format: 'png' }
      },
      {
        api_id: `${id}-code`,
        name: 'Jupyter Cell',
        type: 'code',
        metadata: { language: 'Python' }
      },
      {
        api_id: `${id}-packages`,
        name: 'installed packages',
        type: 'text',
        metadata: { format: 'requirements' }
      }
    ]
  }));
  service.answers.set('api/v1.4.1/figure/f1', {
    name: 'Bill length',
    revisions
  });
  revisions.forEach((found, index) => {
    const id = found.api_id;
    service.answers.set(`api/v1.4.1/revision/${id}`, found);
    service.answers.set(`api/v1.4.1/data/${id}-picture`, {
      data: btoa(String.fromCharCode(index))
    });
    service.answers.set(`api/v1.4.1/data/${id}-code`, {
      data: btoa(`plot(${index})`)
    });
    service.answers.set(`api/v1.4.1/data/${id}-packages`, {
      data: btoa('numpy==2.0')
    });
  });
});

it("compares a figure's newest two revisions", async () => {
  const model = await loaded({ figure: 'f1' });

  const { before, after, pixels } = compared(model);
  expect(model.revisions).toEqual(['r1', 'r2']);
  expect([before.code[0].text, after.code[0].text]).toEqual([
    'plot(1)',
    'plot(2)'
  ]);
  expect(after.packages).toBe('numpy==2.0');
  expect(pixels.kind === 'counted' && pixels.difference.changed).toBe(1);
});

it('compares one revision with its neighbor', async () => {
  expect((await loaded({ revisions: ['r1'] })).revisions).toEqual(['r0', 'r1']);
  expect((await loaded({ revisions: ['r0'] })).revisions).toEqual(['r0', 'r1']);
});

it('walks the revisions of each side, and stops at the ends', async () => {
  const model = await loaded({ revisions: ['r0', 'r1'] });

  await model.step('after', 1);
  await model.step('after', 1);
  await model.step('before', -1);

  expect(model.revisions).toEqual(['r0', 'r2']);
});

it('shows the newest choice when several are made at once', async () => {
  const model = await loaded({ revisions: ['r0', 'r1'] });

  await Promise.all([model.pick('after', 'r2'), model.pick('after', 'r0')]);

  expect(compared(model).after.revision.id).toBe('r0');
});

it('swaps without asking for the pictures again', async () => {
  const model = await loaded({ revisions: ['r0', 'r1'] });
  service.asked.length = 0;

  await model.swap();

  expect(compared(model).before.revision.id).toBe('r1');
  expect(service.asked.some(path => path.includes('data/'))).toBe(false);
});

it('says when a figure has one revision only', async () => {
  service.answers.set('api/v1.4.1/figure/f1', {
    name: 'Bill length',
    revisions: [revision('r0', 0, '10:00')]
  });

  const model = await loaded({ figure: 'f1' });

  expect(model.state).toEqual({ kind: 'single', name: 'Bill length' });
});

it('says why it cannot compare, and tries again', async () => {
  service.failure = {
    status: 503,
    body: { detail: 'The service does not answer.', hint: '' }
  };
  const model = await loaded({ figure: 'f1' });
  expect(model.state).toMatchObject({
    kind: 'failed',
    reason: 'The service does not answer.'
  });

  service.failure = null;
  await model.load();

  expect(model.state.kind).toBe('compared');
});

it('has no pixels to count where a picture is drawn live', async () => {
  const path = 'api/v1.4.1/revision/r1';
  const drawn = {
    ...revision('r1', 1, '10:00'),
    figure: 'f1',
    data: [
      {
        api_id: 'r1-code',
        type: 'text',
        metadata: { mime: 'application/vnd.plotly.v1+json' }
      }
    ]
  };
  service.answers.set(path, drawn);

  const model = await loaded({ revisions: ['r0', 'r1'] });

  expect(compared(model).pixels.kind).toBe('none');
  expect(compared(model).after.picture.kind).toBe('live');
});

it('closes its pictures with itself', async () => {
  const model = await loaded({ revisions: ['r0', 'r1'] });
  expect(pictures.open_).toHaveLength(2);

  model.dispose();
  await Promise.resolve();

  expect(pictures.open_).toEqual([]);
});

async function loaded(
  request: Partial<ICompareRequest>
): Promise<CompareModel> {
  const wanted = { revisions: [], ...request };
  const model = new CompareModel(service.api, pictures, wanted);
  await model.load();
  return model;
}

function compared(model: CompareModel): ICompared {
  if (model.state.kind !== 'compared') {
    throw new Error(`It is ${model.state.kind}.`);
  }
  return model.state;
}
