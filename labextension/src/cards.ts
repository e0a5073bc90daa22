import { IFigureRow } from './figures';
import { IReceipt } from './calls/receipts';

/** One figure of the notebook, kept or not, as the panel shows it. */
export interface ICard {
  readonly key: string;
  readonly name: string;
  /** The cell that drew it; null where that is not known. */
  readonly cell: string | null;
  /** The kept figure; null where there is none yet. */
  readonly row: IFigureRow | null;
  /** What its last run waits for, or why it is not kept. */
  readonly pending: IReceipt | null;
}

/**
 * The figures in the order of their cells; those of unknown cells at the end,
 * newest first. Receipts of figures that wait or failed stand at the figure of
 * the same place in the same cell, else for themselves.
 */
export function cardsOf(
  rows: readonly IFigureRow[],
  pending: readonly IReceipt[],
  cells: readonly string[]
): readonly ICard[] {
  const left = new Set(pending);
  const cards: ICard[] = rows.map(row => {
    const receipt = pending.find(each => left.has(each) && isOf(each, row));
    if (receipt) {
      left.delete(receipt);
    }
    const cell = row.revision.cell?.id ?? null;
    return { key: row.id, name: row.name, cell, row, pending: receipt ?? null };
  });
  for (const receipt of left) {
    const { publication, name, cell, slot } = receipt;
    const key = publication ?? `${cell} ${slot} ${receipt.reason}`;
    cards.push({ key, name, cell, row: null, pending: receipt });
  }
  const places = new Map(cells.map((id, place) => [id, place]));
  const placeOf = (card: ICard) =>
    places.get(card.cell ?? '') ?? Number.MAX_SAFE_INTEGER;
  return cards.sort(
    (a, b) =>
      placeOf(a) - placeOf(b) ||
      (a.cell === b.cell ? slotOf(a) - slotOf(b) : 0) ||
      timeOf(b) - timeOf(a)
  );
}

function isOf(receipt: IReceipt, row: IFigureRow): boolean {
  const { cell } = row.revision;
  return (
    cell !== null && cell.id === receipt.cell && cell.slot === receipt.slot
  );
}

function slotOf({ row, pending }: ICard): number {
  return row?.revision.cell?.slot ?? pending?.slot ?? 0;
}

function timeOf({ row, pending }: ICard): number {
  const revision = row?.revision;
  return (
    revision?.seen?.last ??
    revision?.created ??
    pending?.at ??
    new Date(0)
  ).getTime();
}
