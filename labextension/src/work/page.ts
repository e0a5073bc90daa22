import { Api, Query } from '../api';
import {
  ICatalogPage,
  IEntry,
  catalogPage,
  catalogPlaces
} from '../calls/catalog';
import { listStories } from '../calls/stories';
import { IFilters, asQuery, storyEntries, workspaceEntries } from './filters';

/** Entries of one request. */
export const PAGE = 100;

/** What is asked for: a page, counted from 0, of a narrowed and ordered list. */
export interface IWantedPage {
  readonly page: number;
  readonly filters: IFilters;
  readonly order: Query;
}

/**
 * One page of the list. Rejects with a RequestError.
 */
export async function listPage(
  api: Api,
  { page, filters, order }: IWantedPage,
  signal: AbortSignal
): Promise<ICatalogPage> {
  const start = page * PAGE;
  if (filters.kind === 'workspace') {
    const places = await catalogPlaces(api, signal);
    return slice(workspaceEntries(places, filters.search), start);
  }
  if (filters.kind === 'story') {
    const stories = await listStories(api, filters.workspace, signal);
    return slice(storyEntries(stories, filters, new Date()), start);
  }
  const query = {
    ...asQuery(filters, new Date()),
    ...(filters.kind === 'figure' ? order : {}),
    offset: String(start),
    limit: String(PAGE)
  };
  return catalogPage(api, query, signal);
}

function slice(entries: readonly IEntry[], start: number): ICatalogPage {
  return {
    entries: entries.slice(start, start + PAGE),
    total: entries.length
  };
}
