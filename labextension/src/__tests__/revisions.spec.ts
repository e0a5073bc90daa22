import { expect, it } from 'vitest';

import { figureDetail } from '../calls/figures';
import { asProvenance } from '../calls/provenance';
import {
  dataBytes,
  dataText,
  mediaType,
  revisionDetail
} from '../calls/revisions';
import { FakeService, revision } from './service';

it('reads a revision with what is told about it', async () => {
  const service = new FakeService();
  service.answers.set('api/v1.4.1/revision/r1', {
    ...revision('r1', 2, '10:00'),
    created_by: 'ann',
    figure: 'f1',
    figure_metadata: { name: 'Bill length' },
    metadata: {
      alt_text: 'Bill length. 1 line.',
      provenance: { environment: { python: '3.11.7' } }
    },
    assets: [{ asset_revision: 'x1', use_type: 'direct' }],
    data: [
      {
        api_id: 'd1',
        name: 'figure',
        type: 'image',
        metadata: { format: 'png' },
        size_bytes: 5,
        hash: 'abc'
      }
    ]
  });

  const found = await revisionDetail(service.api, 'r1');

  expect(found).toMatchObject({
    number: 3,
    author: 'ann',
    figure: 'f1',
    figureName: 'Bill length',
    assets: [{ assetRevision: 'x1', direct: true }],
    data: [{ id: 'd1', type: 'image', format: 'png', size: 5, hash: 'abc' }]
  });
  expect(found.alt).toBe('Bill length. 1 line.');
  expect(found.provenance.environment?.python).toBe('3.11.7');
  expect(mediaType(found.data[0])).toBe('image/png');
});

it('lists the revisions of a figure with their authors', async () => {
  const service = new FakeService();
  service.answers.set('api/v1.4.1/figure/f1', {
    name: 'Bill length',
    revisions: [{ ...revision('r1', 0, '10:00'), created_by: 'ann' }]
  });

  const { name, revisions } = await figureDetail(service.api, 'f1');

  expect(name).toBe('Bill length');
  expect(revisions.map(({ number, author }) => [number, author])).toEqual([
    [1, 'ann']
  ]);
});

it('reads the bytes of a data object, and its text', async () => {
  const service = new FakeService();
  service.answers.set('api/v1.4.1/data/d1', { data: 'w6kB' });

  expect([...(await dataBytes(service.api, 'd1'))]).toEqual([0xc3, 0xa9, 1]);
  expect(await dataText(service.api, 'd1')).toBe('é\u0001');
});

it('reads provenance out of any JSON', () => {
  const found = asProvenance({
    provenance: {
      cell: { id: 'c7', execution_count: 3, slot: 1 },
      slice: [{ cell_id: 'c1', confidence: 'unsure', why: 'exec' }, 'odd'],
      inputs: [{ path: 'data.csv', blake3: 'aa', size: 12 }],
      environment: 'odd'
    }
  });

  expect(found.cell).toEqual({ id: 'c7', executionCount: 3, slot: 1 });
  expect(found.slice).toEqual([
    { cellId: 'c1', executionCount: null, sure: false, why: 'exec' }
  ]);
  expect(found.inputs[0]).toMatchObject({ path: 'data.csv', size: 12 });
  expect(found.environment).toBeNull();
  expect(asProvenance('odd').slice).toEqual([]);
});
