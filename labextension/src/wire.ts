/*
 * What the service sends, narrowed where it arrives. A field that is missing or
 * of another type becomes its neutral value; an answer that is no object or
 * list at all is an error.
 */

export interface IDestination {
  /** The folder that the notebooks' paths start from. */
  readonly root: string;
  /** Name or id of the workspace; null for the user's primary one. */
  readonly workspace: string | null;
  /** Name of the analysis; null for the notebook's own. */
  readonly analysis: string | null;
  /** Address of the service's pages; null where the service is this machine's own. */
  readonly pages: string | null;
}

export interface IWorkspace {
  readonly id: string;
  readonly name: string;
  readonly primary: boolean;
  readonly createdBy: string | null;
}

export interface IAnalysis {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

export interface IFigure {
  readonly id: string;
  readonly name: string;
  /** Changes whenever the figure or one of its revisions does. */
  readonly stamp: string;
}

export interface IRevision {
  readonly id: string;
  readonly shortId: string | null;
  /** Counts from 1. */
  readonly number: number;
  readonly created: Date;
  /** How often it was drawn, and when last; null when it was drawn once. */
  readonly seen: { readonly count: number; readonly last: Date } | null;
  /** User name; empty where it is not known. */
  readonly author: string;
  /** The cell that drew it, and its place among that cell's figures, from 0. */
  readonly cell: {
    readonly id: string;
    readonly executionCount: number | null;
    readonly slot: number;
  } | null;
}

/** A JSON object whose fields are still to be narrowed. */
export type Fields = Readonly<Record<string, unknown>>;

export function asDestination(value: unknown): IDestination {
  const fields = asObject(value);
  return {
    root: text(fields.root),
    workspace: textOrNull(fields.workspace),
    analysis: textOrNull(fields.analysis),
    pages: textOrNull(fields.pages)
  };
}

export function asWorkspace(value: unknown): IWorkspace {
  const fields = asObject(value);
  return {
    id: text(fields.api_id),
    name: text(fields.name),
    primary: fields.workspace_type === 'primary',
    createdBy: textOrNull(fields.created_by)
  };
}

export function asAnalysis(value: unknown): IAnalysis {
  const fields = asObject(value);
  return {
    id: text(fields.api_id),
    name: text(fields.name),
    description: text(fields.description)
  };
}

export function asFigure(value: unknown): IFigure {
  const fields = asObject(value);
  return {
    id: text(fields.api_id),
    name: text(fields.name),
    stamp: [
      fields.created_on,
      fields.updated_on,
      fields.child_updated_on,
      fields.size_bytes
    ].join(' ')
  };
}

export function asRevision(value: unknown): IRevision {
  const fields = asObject(value);
  return {
    id: text(fields.api_id),
    shortId: textOrNull(fields.short_id),
    number:
      (typeof fields.revision_index === 'number' ? fields.revision_index : 0) +
      1,
    created: asDate(fields.created_on),
    seen: asSeen(fields.metadata),
    author: text(fields.created_by),
    cell: asCell(fields.metadata)
  };
}

/**
 * A list of the service, each item narrowed by `item`.
 */
export function asList<T>(
  value: unknown,
  item: (value: unknown) => T
): readonly T[] {
  if (!Array.isArray(value)) {
    throw new TypeError('The service sent no list where one belongs.');
  }
  return value.map(item);
}

export function asObject(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError('The service sent no object where one belongs.');
  }
  return value as Fields;
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The text, empty where there is none. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function asDate(value: unknown): Date {
  // Some services write a space where ISO 8601 has a T.
  return new Date(text(value).replace(' ', 'T'));
}

function asSeen(metadata: unknown): IRevision['seen'] {
  const provenance = member(metadata, 'provenance');
  const count = member(member(provenance, 'seen'), 'count');
  const last = asDate(member(member(provenance, 'seen'), 'last'));
  if (typeof count !== 'number' || count < 2 || Number.isNaN(last.getTime())) {
    return null;
  }
  return { count, last };
}

function asCell(metadata: unknown): IRevision['cell'] {
  const told = member(member(metadata, 'provenance'), 'cell');
  const id = textOrNull(member(told, 'id'));
  const count = member(told, 'execution_count');
  const slot = member(told, 'slot');
  return id === null
    ? null
    : {
        id,
        executionCount: typeof count === 'number' ? count : null,
        slot: typeof slot === 'number' ? slot : 0
      };
}

/** The field of that name; undefined where `value` is no object. */
export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Fields)[name]
    : undefined;
}
