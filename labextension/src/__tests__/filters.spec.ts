import { expect, it } from 'vitest';

import { IPlaces } from '../calls/catalog';
import {
  NO_FILTERS,
  asQuery,
  countFilters,
  withFilters,
  workspaceEntries
} from '../work/filters';

const NOW = new Date(2026, 10, 22, 14, 30);
const PLACES: IPlaces = {
  workspaces: [
    { id: 'w1', name: 'Ann', workspace: null },
    { id: 'w2', name: 'Marine Lab', workspace: null }
  ],
  analyses: [{ id: 'a1', name: 'penguins', workspace: 'w1' }],
  authors: ['ann']
};

it('asks for what is set only', () => {
  expect(asQuery({ ...NO_FILTERS, author: 'ann' }, NOW)).toEqual({
    kind: 'figure',
    author: 'ann'
  });
});

it('asks for at most as many words as the service reads', () => {
  const search = '  a b  c d e f g h i j ';

  expect(asQuery({ ...NO_FILTERS, search }, NOW).search).toBe(
    'a b c d e f g h'
  );
});

it.each([
  ['today', new Date(2026, 10, 22)],
  ['week', new Date(2026, 10, 16)],
  ['month', new Date(2026, 9, 24)],
  ['year', new Date(2026, 0, 1)]
] as const)('counts %s from midnight of its first day', (since, first) => {
  expect(asQuery({ ...NO_FILTERS, since }, NOW).since).toBe(
    first.toISOString()
  );
});

it('lets go of an analysis when another workspace is chosen', () => {
  const narrowed = { ...NO_FILTERS, analysis: 'a1' };

  expect(
    withFilters(narrowed, { workspace: 'w2' }, PLACES).analysis
  ).toBeNull();
  expect(withFilters(narrowed, { workspace: 'w1' }, PLACES).analysis).toBe(
    'a1'
  );
});

it('counts filters, not the kind and the words', () => {
  const filters = { ...NO_FILTERS, search: 'x', author: 'ann' } as const;

  expect(countFilters({ ...filters, kind: 'asset', since: 'week' })).toBe(2);
});

it('finds workspaces by their words', () => {
  const found = (search: string) =>
    workspaceEntries(PLACES, search).map(({ name }) => name);

  expect(found('')).toEqual(['Ann', 'Marine Lab']);
  expect(found('lab MAR')).toEqual(['Marine Lab']);
});
