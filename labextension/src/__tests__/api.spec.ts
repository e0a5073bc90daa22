import { expect, it } from 'vitest';

import { RequestError } from '../api';
import { figureDetail } from '../calls/figures';
import { serviceWithTwoFigures } from './service';

it('asks below the base URL of the Jupyter server', async () => {
  const service = serviceWithTwoFigures();

  await service.api.userName();

  expect(service.asked).toEqual(['api/v1.4.1/user']);
});

it('links to the page of a revision by its short id', async () => {
  const service = serviceWithTwoFigures();

  const [revision] = (await figureDetail(service.api, 'f1')).revisions;

  expect(service.api.page(revision)).toBe(
    'http://localhost/hub/ann/gofigr/r/short-r1'
  );
});

it('counts revisions from 1', async () => {
  const service = serviceWithTwoFigures();

  const { revisions } = await figureDetail(service.api, 'f2');

  expect(revisions.map(({ number }) => number)).toEqual([1, 2]);
});

it('reads when a figure was seen again', async () => {
  const service = serviceWithTwoFigures();
  const seen = { count: 3, last: '2026-11-21T13:00:00+00:00' };
  service.answers.set('api/v1.4.1/figure/f1', {
    revisions: [{ api_id: 'r1', metadata: { provenance: { seen } } }]
  });

  const [revision] = (await figureDetail(service.api, 'f1')).revisions;

  expect(revision.seen).toEqual({
    count: 3,
    last: new Date('2026-11-21T13:00:00Z')
  });
});

it('does not call the first time again', async () => {
  const service = serviceWithTwoFigures();
  const seen = { count: 1, last: '2026-11-21T13:00:00+00:00' };
  service.answers.set('api/v1.4.1/figure/f1', {
    revisions: [{ api_id: 'r1', metadata: { provenance: { seen } } }]
  });

  const [revision] = (await figureDetail(service.api, 'f1')).revisions;

  expect(revision.seen).toBeNull();
});

it('gives a thumbnail as a data URL, or null where there is none', async () => {
  const { api } = serviceWithTwoFigures();

  expect(await api.thumbnail('r3', 192)).toBe('data:image/png;base64,iVBORw0');
  expect(await api.thumbnail('r1', 192)).toBeNull();
});

it("repeats the service's sentence when it refuses", async () => {
  const service = serviceWithTwoFigures();
  service.failure = {
    status: 503,
    body: { detail: 'The service does not answer.', hint: 'Try again.' }
  };

  const refusal = await service.api.workspaces().catch(error => error);

  expect(refusal).toBeInstanceOf(RequestError);
  expect([refusal.message, refusal.hint, refusal.status]).toEqual([
    'The service does not answer.',
    'Try again.',
    503
  ]);
});

it('refuses an answer of another shape', async () => {
  const service = serviceWithTwoFigures();
  service.answers.set('api/v1.4.1/workspace', { not: 'a list' });

  await expect(service.api.workspaces()).rejects.toThrow('sent no list');
});
