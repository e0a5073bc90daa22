import { Api } from '../api';
import { asList, asObject, member, text, textOrNull } from '../wire';

/** How far something is that the service does on its own time. */
export interface ITask {
  readonly id: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'canceled';
  /** In percent. */
  readonly progress: number;
  readonly message: string;
  /** The id of what it is about: of a document, its asset revision. */
  readonly target: string | null;
}

/** Where an import goes; without an analysis, into a new one of its name. */
export interface IGoal {
  readonly workspace: string;
  readonly analysis: string | null;
}

/** A git repository, and the SSH key that opens it. */
export interface IRepository {
  readonly url: string;
  /** Null stands for the user's default key. */
  readonly key: string | null;
}

/** What a repository offers; `problem` says why it cannot be read. */
export interface IOffered {
  readonly problem: string | null;
  readonly branches: readonly string[];
  /** The branch that it shows first. */
  readonly first: string | null;
}

export interface ISshKey {
  readonly id: string;
  readonly name: string;
}

/** Send a document whose pictures are to become figures. */
export async function importDocument(
  api: Api,
  file: File,
  { workspace, analysis }: IGoal,
  signal: AbortSignal
): Promise<ITask> {
  const query = { workspace, name: file.name, ...(analysis && { analysis }) };
  const path = api.path('user_data_upload');
  return asTask(await api.upload(path, file, query, signal));
}

/** Ask for the figures of a repository's notebooks. */
export async function importRepository(
  api: Api,
  { url, key }: IRepository,
  branches: readonly string[],
  goal: IGoal
): Promise<ITask> {
  const body = { url, ssh_key_id: key, branches, ...goal };
  return asTask(await api.send('POST', api.path('git', 'import'), body));
}

/** Whether a repository can be read, and its branches. */
export async function checkRepository(
  api: Api,
  { url, key }: IRepository
): Promise<IOffered> {
  const body = { url, ssh_key_id: key };
  const found = asObject(await api.find(api.path('git', 'check'), body));
  return {
    problem: found.works === true ? null : text(found.message),
    branches: asList(found.branches, text),
    first: textOrNull(found.default_branch)
  };
}

/** The user's SSH keys, oldest first. */
export async function sshKeys(api: Api): Promise<readonly ISshKey[]> {
  return asList(await api.get(api.path('ssh_key')), value => ({
    id: text(member(value, 'api_id')),
    name: text(member(value, 'name'))
  }));
}

export async function taskNow(api: Api, id: string): Promise<ITask> {
  return asTask(await api.get(api.path('tasks', id)));
}

/** End a task that waits or runs. */
export async function cancelTask(api: Api, id: string): Promise<ITask> {
  return asTask(await api.send('POST', api.path('tasks', id, 'cancel')));
}

function asTask(value: unknown): ITask {
  const { api_id, state, progress, message, target_id } = asObject(value);
  return {
    id: text(api_id),
    state: asState(state),
    progress: typeof progress === 'number' ? progress : 0,
    message: text(message),
    target: textOrNull(target_id)
  };
}

function asState(value: unknown): ITask['state'] {
  return value === 'running' ||
    value === 'done' ||
    value === 'failed' ||
    value === 'canceled'
    ? value
    : 'waiting';
}
