import { Api, Query } from '../api';
import {
  Fields,
  asDate,
  asList,
  asObject,
  member,
  text,
  textOrNull
} from '../wire';

/** What the catalog lists. */
export type EntryKind = 'figure' | 'analysis' | 'asset';

/** A figure, an analysis, an asset, ... in the list of all that one has. */
export interface IEntry {
  readonly kind: EntryKind | 'workspace' | 'story';
  readonly id: string;
  readonly name: string;
  readonly workspace: string;
  readonly analysis: string | null;
  readonly analysisName: string | null;
  /** Who changed it last; empty where that is not told. */
  readonly changedBy: string;
  readonly changed: Date;
  /** Of a figure that has one. */
  readonly newest: INewest | null;
  /** How many slides a story has. */
  readonly slides?: number;
}

/** The newest revision of a figure. */
export interface INewest {
  readonly id: string;
  readonly shortId: string | null;
  /** Counts from 1. */
  readonly number: number;
}

export interface ICatalogPage {
  readonly entries: readonly IEntry[];
  readonly total: number;
}

/** A workspace, or an analysis with the workspace that it is in. */
export interface INamedPlace {
  readonly id: string;
  readonly name: string;
  readonly workspace: string | null;
}

/** What the catalog can be narrowed to. */
export interface IPlaces {
  readonly workspaces: readonly INamedPlace[];
  readonly analyses: readonly INamedPlace[];
  readonly authors: readonly string[];
}

/**
 * Some of what the query asks for, newest first.
 */
export async function catalogPage(
  api: Api,
  query: Query,
  signal?: AbortSignal
): Promise<ICatalogPage> {
  const found = asObject(await api.get(api.path('catalog'), signal, query));
  return {
    entries: asList(found.items, asEntry),
    total: typeof found.total === 'number' ? found.total : 0
  };
}

export async function catalogPlaces(
  api: Api,
  signal?: AbortSignal
): Promise<IPlaces> {
  const found = asObject(await api.get(api.path('catalog', 'places'), signal));
  return {
    workspaces: asList(found.workspaces, asPlace),
    analyses: asList(found.analyses, asPlace),
    authors: asList(found.authors, text)
  };
}

function asEntry(value: unknown): IEntry {
  const fields = asObject(value);
  return {
    kind: asKind(fields.kind),
    id: text(fields.api_id),
    name: text(fields.name),
    workspace: text(fields.workspace),
    analysis: textOrNull(fields.analysis),
    analysisName: textOrNull(fields.analysis_name),
    changedBy: text(fields.changed_by),
    changed: asDate(fields.changed_on),
    newest: asNewest(fields)
  };
}

function asKind(value: unknown): EntryKind {
  return value === 'analysis' || value === 'asset' ? value : 'figure';
}

function asNewest(fields: Fields): INewest | null {
  const id = textOrNull(member(fields.newest_revision, 'api_id'));
  const index = member(fields.newest_revision, 'revision_index');
  return id === null
    ? null
    : {
        id,
        shortId: textOrNull(member(fields.newest_revision, 'short_id')),
        number: (typeof index === 'number' ? index : 0) + 1
      };
}

function asPlace(value: unknown): INamedPlace {
  const fields = asObject(value);
  return {
    id: text(fields.api_id),
    name: text(fields.name),
    workspace: textOrNull(fields.workspace)
  };
}
