import { expect, it } from 'vitest';

import { Figures } from '../figures';
import {
  FakeService,
  figure,
  revision,
  serviceWithTwoFigures
} from './service';

const NOTEBOOK = 'study/quickstart.ipynb';
const MANY = Array.from({ length: 20 }, (_, number) => `f${number}`);

it('asks once for the revisions of many figures', async () => {
  const service = serviceWithMany();
  service.answers.set(
    'api/v1.4.1/analysis/a1/newest',
    MANY.map(id => ({ ...revision(`r-${id}`, 2, '10:00'), figure: id }))
  );

  const found = await rows(service);

  expect(found.map(row => row.revision.id)).toEqual(MANY.map(id => `r-${id}`));
  expect(service.asked.filter(path => path.includes('figure/'))).toEqual([]);
});

it('asks for each figure where the service tells no newest revisions', async () => {
  const found = await rows(serviceWithMany());

  expect(found).toHaveLength(MANY.length);
});

function rows(service: FakeService) {
  return new Figures(service.api).rows(NOTEBOOK, new AbortController().signal);
}

/** A service that keeps many figures of the notebook, with a revision each. */
function serviceWithMany(): FakeService {
  const service = serviceWithTwoFigures();
  service.answers.set('api/v1.4.1/analysis/a1', {
    figures: MANY.map(id => figure(id))
  });
  for (const id of MANY) {
    service.answers.set(`api/v1.4.1/figure/${id}`, {
      revisions: [revision(`r-${id}`, 0, '10:00')]
    });
  }
  return service;
}
