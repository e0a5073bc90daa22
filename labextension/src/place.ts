import { Api } from './api';
import { IAnalysis, IDestination, IWorkspace } from './wire';

/**
 * The workspace that keeps the figures: the one the settings name, else the
 * user's own primary one.
 */
export function workspaceOf(
  destination: IDestination,
  workspaces: readonly IWorkspace[],
  user: string | null
): IWorkspace | undefined {
  const wanted = destination.workspace;
  if (wanted) {
    return (
      workspaces.find(({ id }) => id === wanted) ??
      workspaces.find(({ name }) => name === wanted)
    );
  }
  // Other people's primary workspaces are listed too, where they are shared.
  const primary = workspaces.filter(workspace => workspace.primary);
  return (
    primary.find(({ createdBy }) => createdBy === user) ??
    primary[0] ??
    (workspaces.length === 1 ? workspaces[0] : undefined)
  );
}

/**
 * The id of that workspace; null where there is none.
 */
export async function ownWorkspace(api: Api): Promise<string | null> {
  const [destination, user, workspaces] = await Promise.all([
    api.destination(),
    api.userName(),
    api.workspaces()
  ]);
  return workspaceOf(destination, workspaces, user)?.id ?? null;
}

/**
 * The analysis of the notebook at `path` (below the server's root): the one the
 * settings name, else the one named after the notebook. Where several notebooks
 * have that name, the full path in the description tells them apart.
 */
export function analysisOf(
  destination: IDestination,
  analyses: readonly IAnalysis[],
  path: string
): IAnalysis | undefined {
  if (destination.analysis) {
    return analyses.find(({ name }) => name === destination.analysis);
  }
  const local = path.replace(/^[^/:]+:/, '');
  const title = local
    .split('/')
    .at(-1)
    ?.replace(/\.ipynb$/, '');
  const named = analyses.filter(({ name }) => name === title);
  const full = `${destination.root.replace(/\/$/, '')}/${local}`;
  return (
    named.find(({ description }) => description === `Notebook ${full}`) ??
    named.find(({ description }) => !description.startsWith('Notebook /'))
  );
}
