import { Cell, CodeCell } from '@jupyterlab/cells';

import { IKept, keptFigure, keptInCell, keptOutput } from './note';

/**
 * The first kept figure of a cell; null where it has none.
 */
export function firstKept(cell: Cell): IKept | null {
  return keptInCell(htmlsOf(cell));
}

/**
 * Which kept figure the output that is drawn in `node` is, or tells of.
 */
export function keptAt(cell: Cell, node: HTMLElement): IKept | null {
  if (!(cell instanceof CodeCell)) {
    return null;
  }
  const index = cell.outputArea.widgets.findIndex(it => it.node === node);
  return index < 0 ? null : keptOutput(htmlsOf(cell), index);
}

/**
 * The kept figures among the outputs of a cell, each with its place.
 */
export function keptFigures(cell: Cell): ReadonlyMap<number, IKept> {
  const htmls = htmlsOf(cell);
  const found = htmls.map((_, index) => [index, keptFigure(htmls, index)]);
  return new Map(
    found.filter((each): each is [number, IKept] => each[1] !== null)
  );
}

/** The outputs of a cell as HTML, in order. */
function htmlsOf(cell: Cell): readonly (string | null)[] {
  if (!(cell instanceof CodeCell)) {
    return [];
  }
  const { outputs } = cell.model;
  return Array.from({ length: outputs.length }, (_, index) => {
    const html = outputs.get(index).data['text/html'];
    return typeof html === 'string' ? html : null;
  });
}
