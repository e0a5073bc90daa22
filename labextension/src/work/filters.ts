import { Query } from '../api';
import { IEntry, IPlaces } from '../calls/catalog';
import { IStoryLine } from '../calls/stories';

/** Since when something must have changed. */
export type Since = 'any' | 'today' | 'week' | 'month' | 'year';

/** What the list is narrowed to; null narrows nothing. */
export interface IFilters {
  readonly kind: IEntry['kind'];
  readonly search: string;
  readonly workspace: string | null;
  readonly analysis: string | null;
  readonly author: string | null;
  readonly since: Since;
}

export const NO_FILTERS: IFilters = {
  kind: 'figure',
  search: '',
  workspace: null,
  analysis: null,
  author: null,
  since: 'any'
};

/**
 * How many filters narrow the list, besides the kind and the words.
 */
export function countFilters(filters: IFilters): number {
  const { workspace, analysis, author, since } = filters;
  return [workspace, analysis, author, since !== 'any'].filter(Boolean).length;
}

/**
 * `filters` with some of them changed. An analysis stays only with its
 * workspace.
 */
export function withFilters(
  filters: IFilters,
  change: Partial<IFilters>,
  places: IPlaces
): IFilters {
  const next = { ...filters, ...change };
  const analysis = places.analyses.find(({ id }) => id === next.analysis);
  const elsewhere =
    next.workspace !== null && analysis?.workspace !== next.workspace;
  return elsewhere ? { ...next, analysis: null } : next;
}

/**
 * The filters as the service wants to read them.
 */
export function asQuery(filters: IFilters, now: Date): Query {
  const since = sinceTime(filters.since, now);
  const asked: Record<string, string | null> = {
    kind: filters.kind,
    search: filters.search.trim().split(/\s+/).slice(0, 8).join(' '),
    workspace: filters.workspace,
    analysis: filters.analysis,
    author: filters.author,
    since: since && since.toISOString()
  };
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(asked)) {
    if (value) {
      query[name] = value;
    }
  }
  return query;
}

/**
 * The workspaces that have all the words in their names, as entries.
 */
export function workspaceEntries(
  places: IPlaces,
  search: string
): readonly IEntry[] {
  return places.workspaces
    .filter(({ name }) => hasWords(name, search))
    .map(({ id, name }) => ({
      kind: 'workspace',
      id,
      name,
      workspace: id,
      analysis: null,
      analysisName: null,
      changedBy: '',
      changed: new Date(NaN),
      newest: null
    }));
}

/**
 * The stories that fit the filters, newest first, as entries.
 */
export function storyEntries(
  stories: readonly IStoryLine[],
  { search, workspace, author, since }: IFilters,
  now: Date
): readonly IEntry[] {
  const begin = sinceTime(since, now);
  return stories
    .filter(
      story =>
        hasWords(story.name, search) &&
        (!workspace || story.workspace === workspace) &&
        (!author || story.changedBy === author) &&
        (!begin || story.changed >= begin)
    )
    .sort((a, b) => b.changed.getTime() - a.changed.getTime())
    .map(story => ({
      ...story,
      kind: 'story',
      analysis: null,
      analysisName: null,
      newest: null
    }));
}

function hasWords(name: string, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/);
  return words.every(word => name.toLowerCase().includes(word));
}

/** When that began; null for any time. */
export function sinceTime(since: Since, now: Date): Date | null {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  switch (since) {
    case 'any':
      return null;
    case 'today':
      return new Date(year, month, day);
    case 'week':
      return new Date(year, month, day - 6);
    case 'month':
      return new Date(year, month, day - 29);
    case 'year':
      return new Date(year, 0, 1);
  }
}
