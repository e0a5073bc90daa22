import { IRevisionDetail } from '../../calls/revisions';
import { text } from '../../wire';

/** How the figure depends on a cell. */
export type Part = 'this cell' | 'input' | 'other';

/** A piece of code of a revision. */
export interface ISource {
  /** Id of the data object. */
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly part: Part;
  /** The `n` of `In [n]`; null where it is not known. */
  readonly count: number | null;
  /** Why it is not sure that the figure depends on it; empty where it is. */
  readonly doubt: string;
}

const CELL = 'Jupyter Cell';

/**
 * The code of a revision: the cells that the figure depends on in the order of
 * their execution, its own last, and then what else was kept.
 */
export function sources(detail: IRevisionDetail): readonly ISource[] {
  const { cell, slice } = detail.provenance;
  const placeOf = (id: string, count: unknown) =>
    slice.findIndex(
      ({ cellId, executionCount }) =>
        cellId === id && (typeof count !== 'number' || executionCount === count)
    );
  const found = detail.data
    .filter(({ type }) => type === 'code')
    .map(({ id, name, metadata }): ISource & { place: number } => {
      const own = name === CELL;
      const cellId = own ? (cell?.id ?? '') : text(metadata.cell_id);
      const place = cellId ? placeOf(cellId, metadata.execution_count) : -1;
      const known = slice[place];
      return {
        id,
        // Cells are known by their prompts.
        name: own || known ? '' : name,
        language: text(metadata.language),
        part: own ? 'this cell' : known ? 'input' : 'other',
        count: own
          ? (cell?.executionCount ?? known?.executionCount ?? null)
          : (known?.executionCount ?? null),
        doubt: known && !known.sure ? known.why : '',
        place: own ? slice.length : place < 0 ? slice.length + 1 : place
      };
    });
  return found.sort((a, b) => a.place - b.place);
}
