import { Api, Query } from '../api';
import { ICatalogPage, catalogPage, catalogPlaces } from '../calls/catalog';
import { IFilters, asQuery, workspaceEntries } from './filters';

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
    const entries = workspaceEntries(places, filters.search);
    return {
      entries: entries.slice(start, start + PAGE),
      total: entries.length
    };
  }
  const query = {
    ...asQuery(filters, new Date()),
    ...(filters.kind === 'figure' ? order : {}),
    offset: String(start),
    limit: String(PAGE)
  };
  return catalogPage(api, query, signal);
}
