import { Api } from '../api';
import { asList, asObject, text, textOrNull } from '../wire';
import { IRevisionLine, asRevisionLine } from './revisions';

/** A figure with its revisions. */
export interface IFigureDetail {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Id of the analysis that it is in. */
  readonly analysis: string;
  /** Oldest first. */
  readonly revisions: readonly IRevisionLine[];
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
    revisions: asList(found.revisions, asRevisionLine)
  };
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
