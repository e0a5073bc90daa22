import { Api } from '../api';
import { asDate, asList, asObject, text } from '../wire';

/** Something that happened to a figure or to one of its revisions. */
export interface IActivity {
  readonly id: string;
  readonly user: string;
  readonly time: Date;
  /** `create`, `update`, `move` or `delete`. */
  readonly action: string;
  /** Id of the figure or of the revision. */
  readonly target: string;
  /** What it was called then. */
  readonly name: string;
}

const MOST = '500';

/**
 * The newest entries of an analysis's log that are about these ids, newest
 * first.
 */
export async function activityOf(
  api: Api,
  analysis: string,
  ids: ReadonlySet<string>,
  signal?: AbortSignal
): Promise<readonly IActivity[]> {
  const path = api.path('analysis', analysis, 'log');
  const found = await api.get(path, signal, { limit: MOST });
  return asList(found, asActivity).filter(({ target }) => ids.has(target));
}

function asActivity(value: unknown): IActivity {
  const fields = asObject(value);
  return {
    id: text(fields.api_id),
    user: text(fields.username),
    time: asDate(fields.timestamp),
    action: text(fields.action),
    target: text(fields.target_id),
    name: text(fields.target_name)
  };
}
