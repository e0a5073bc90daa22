import { expect, it } from 'vitest';

import { IReceipt } from '../calls/receipts';
import { cardsOf } from '../cards';
import { IFigureRow } from '../figures';

it('follows the order of the cells, and of the figures of one cell', () => {
  const rows = [
    row('second of b', 'b', 1),
    row('first of b', 'b', 0),
    row('of a', 'a', 0)
  ];

  expect(names(cardsOf(rows, [], ['a', 'b']))).toEqual([
    'of a',
    'first of b',
    'second of b'
  ]);
});

it('puts figures of unknown cells last, the newest first', () => {
  const rows = [row('old', 'x', 0, 1), row('new', 'y', 0, 2), row('of a', 'a')];

  expect(names(cardsOf(rows, [], ['a']))).toEqual(['of a', 'new', 'old']);
});

it('shows what waits at the figure of its place', () => {
  const [card] = cardsOf([row('of a', 'a')], [receipt('newer', 'a')], ['a']);

  expect([card.name, card.pending?.name]).toEqual(['of a', 'newer']);
});

it('shows what waits for itself where no figure is kept yet', () => {
  const cards = cardsOf([row('of b', 'b')], [receipt('new', 'a')], ['a', 'b']);

  expect(cards.map(({ name, row }) => [name, row === null])).toEqual([
    ['new', true],
    ['of b', false]
  ]);
});

function names(cards: readonly { name: string }[]): string[] {
  return cards.map(({ name }) => name);
}

function row(name: string, cell: string, slot = 0, minute = 0): IFigureRow {
  return {
    id: name,
    name,
    link: '',
    revision: {
      id: name,
      shortId: null,
      number: 1,
      created: new Date(2026, 10, 21, 10, minute),
      seen: null,
      author: 'ann',
      cell: { id: cell, executionCount: 1, slot }
    }
  };
}

function receipt(name: string, cell: string): IReceipt {
  return {
    state: 'queued',
    publication: name,
    cell,
    executionCount: 1,
    slot: 0,
    name,
    reason: '',
    revision: null,
    shortId: null,
    number: null,
    size: null,
    at: new Date(2026, 10, 21, 12)
  };
}
