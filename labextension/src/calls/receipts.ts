import { Api } from '../api';
import { asDate, asList, asObject, text, textOrNull } from '../wire';

export type ReceiptState =
  'captured' | 'seen again' | 'queued' | 'skipped' | 'failed';

/** What became of one figure, or of one cell that showed none. */
export interface IReceipt {
  readonly state: ReceiptState;
  /** Null where nothing was published. */
  readonly publication: string | null;
  readonly cell: string | null;
  readonly executionCount: number | null;
  /** The place among the figures of one run of the cell, from 0. */
  readonly slot: number;
  readonly name: string;
  readonly reason: string;
  /** Id and short id of the revision that keeps it. */
  readonly revision: string | null;
  readonly shortId: string | null;
  /** Counts from 1. */
  readonly number: number | null;
  /** Bytes, where they were counted. */
  readonly size: number | null;
  readonly at: Date;
}

export interface IReceipts {
  /** Of the last run of each cell, newest first. */
  readonly receipts: readonly IReceipt[];
  /** How many figures wait, of all notebooks. */
  readonly waiting: number;
}

/**
 * What became of the figures of the notebook at that path. Known also while
 * neither a service nor a kernel runs.
 */
export async function receiptsOf(
  api: Api,
  notebook: string,
  signal?: AbortSignal
): Promise<IReceipts> {
  const found = asObject(await api.get(['receipts'], signal, { notebook }));
  return {
    receipts: asList(found.receipts, asReceipt),
    waiting: typeof found.waiting === 'number' ? found.waiting : 0
  };
}

function asReceipt(value: unknown): IReceipt {
  const fields = asObject(value);
  return {
    state: asState(fields.state),
    publication: textOrNull(fields.publication),
    cell: textOrNull(fields.cell_id),
    executionCount: numberOrNull(fields.execution_count),
    slot: numberOrNull(fields.slot) ?? 0,
    name: text(fields.name),
    reason: text(fields.reason),
    revision: textOrNull(fields.revision),
    shortId: textOrNull(fields.short_id),
    number: numberOrNull(fields.number),
    size: numberOrNull(fields.size_bytes),
    at: asDate(fields.at)
  };
}

function asState(value: unknown): ReceiptState {
  switch (value) {
    case 'captured':
    case 'seen again':
    case 'queued':
    case 'skipped':
      return value;
    default:
      return 'failed';
  }
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
