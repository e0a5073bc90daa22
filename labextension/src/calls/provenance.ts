import { Fields, asDate, member, text, textOrNull } from '../wire';

/** A cell that the figure depends on. */
export interface ISliceCell {
  readonly cellId: string;
  readonly executionCount: number | null;
  readonly sure: boolean;
  /** Why it belongs, or why that is not sure; empty where nothing is said. */
  readonly why: string;
}

/** A file that the figure was made from. */
export interface IInput {
  readonly path: string;
  readonly blake3: string | null;
  readonly size: number | null;
  readonly assetRevision: string | null;
}

export interface INote {
  readonly about: string;
  readonly text: string;
}

/**
 * Where a revision came from, as far as its metadata tells.
 */
export interface IProvenance {
  readonly cell: {
    readonly id: string;
    readonly executionCount: number | null;
    readonly slot: number;
  } | null;
  readonly notebook: { readonly name: string; readonly path: string } | null;
  /** In order of execution, the figure's own cell last. */
  readonly slice: readonly ISliceCell[];
  readonly inputs: readonly IInput[];
  readonly environment: {
    readonly python: string;
    readonly platform: string;
    readonly lock: string | null;
    readonly locale: string;
    readonly timeZone: string;
    readonly processors: number | null;
    /** Names and values of variables that libraries read, such as threads. */
    readonly variables: readonly (readonly [string, string])[];
    readonly gpus: readonly string[];
  } | null;
  /** The seeds of random numbers that the slice sets, as they stand in it. */
  readonly seeds: readonly { readonly call: string; readonly value: string }[];
  readonly seen: { readonly count: number; readonly last: Date } | null;
  readonly notes: readonly INote[];
  /** Equal where two pictures show the same; null where it is not told. */
  readonly content: string | null;
}

/**
 * The `provenance` of a revision's metadata, which can be any JSON: what is
 * missing or of another type is left out.
 */
export function asProvenance(metadata: unknown): IProvenance {
  const told = member(metadata, 'provenance');
  const cell = fieldsOrNull(member(told, 'cell'));
  const notebook = fieldsOrNull(member(told, 'notebook'));
  const environment = fieldsOrNull(member(told, 'environment'));
  const seen = fieldsOrNull(member(told, 'seen'));
  return {
    cell: cell && {
      id: text(cell.id),
      executionCount: numberOrNull(cell.execution_count),
      slot: numberOrNull(cell.slot) ?? 0
    },
    notebook: notebook && {
      name: text(notebook.name),
      path: text(notebook.path)
    },
    slice: objects(member(told, 'slice')).map(part => ({
      cellId: text(part.cell_id),
      executionCount: numberOrNull(part.execution_count),
      sure: part.confidence !== 'unsure',
      why: text(part.why)
    })),
    inputs: objects(member(told, 'inputs')).map(input => ({
      path: text(input.path),
      blake3: textOrNull(input.blake3),
      size: numberOrNull(input.size),
      assetRevision: textOrNull(input.asset_revision)
    })),
    environment: environment && {
      python: text(environment.python),
      platform: text(environment.platform),
      lock: textOrNull(environment.lock),
      locale: text(environment.locale),
      timeZone: text(environment.time_zone),
      processors: numberOrNull(environment.processors),
      variables: Object.entries(fieldsOrNull(environment.variables) ?? {}).map(
        ([name, value]) => [name, text(value)] as const
      ),
      gpus: Array.isArray(environment.gpus) ? environment.gpus.map(text) : []
    },
    seeds: objects(member(told, 'seeds')).map(seed => ({
      call: text(seed.call),
      value: text(seed.value)
    })),
    seen: seen && {
      count: numberOrNull(seen.count) ?? 1,
      last: asDate(seen.last)
    },
    notes: objects(member(told, 'notes')).map(note => ({
      about: text(note.about),
      text: text(note.text)
    })),
    content: textOrNull(member(member(told, 'identity'), 'content'))
  };
}

function fieldsOrNull(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : null;
}

function objects(value: unknown): readonly Fields[] {
  return Array.isArray(value)
    ? value.map(fieldsOrNull).filter(fields => fields !== null)
    : [];
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
