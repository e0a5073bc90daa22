import { Api } from '../api';
import {
  IRevision,
  asList,
  asObject,
  asRevision,
  text,
  textOrNull
} from '../wire';

/** A figure with its revisions. */
export interface IFigureDetail {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Id of the analysis that it is in. */
  readonly analysis: string;
  /** Oldest first. */
  readonly revisions: readonly IRevision[];
}

export async function figureDetail(
  api: Api,
  id: string,
  signal?: AbortSignal
): Promise<IFigureDetail> {
  const found = asObject(await api.get(api.path('figure', id), signal));
  return {
    id: text(found.api_id),
    name: text(found.name),
    description: text(found.description),
    analysis: text(found.analysis),
    revisions: asList(found.revisions, asRevision)
  };
}

/**
 * The newest revision of each figure of an analysis that has one, by the
 * figure's id.
 */
export async function newestRevisions(
  api: Api,
  analysis: string,
  signal?: AbortSignal
): Promise<ReadonlyMap<string, IRevision>> {
  const path = api.path('analysis', analysis, 'newest');
  const found = asList(await api.get(path, signal), asObject);
  return new Map(found.map(each => [text(each.figure), asRevision(each)]));
}

export async function renameFigure(
  api: Api,
  id: string,
  name: string
): Promise<void> {
  await api.send('PATCH', api.path('figure', id), { name });
}

/**
 * Move a figure with its revisions into another analysis.
 */
export async function moveFigure(
  api: Api,
  id: string,
  analysis: string
): Promise<void> {
  await api.send('PATCH', api.path('figure', id), { analysis });
}

/**
 * Delete a figure with its revisions, for good.
 */
export async function deleteFigure(api: Api, id: string): Promise<void> {
  await api.send('DELETE', api.path('figure', id));
}

/** Where a figure is. */
export interface IPlace {
  readonly id: string;
  readonly name: string;
  readonly workspace: string;
}

export async function analysisPlace(
  api: Api,
  id: string,
  signal?: AbortSignal
): Promise<IPlace> {
  const path = api.path('analysis', id);
  const found = asObject(await api.get(path, signal, { shallow: 'true' }));
  return {
    id: text(found.api_id),
    name: text(found.name),
    workspace: textOrNull(found.workspace) ?? ''
  };
}
