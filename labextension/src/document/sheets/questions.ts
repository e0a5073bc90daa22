import { Api } from '../../api';
import { figureShares, shareByLink, shareWithUser } from '../../calls/shares';
import { IShown } from '../model';
import { ITools } from '../tools';
import { IGoal } from './move';
import { ISharing } from './share';

/**
 * What the sheet on sharing asks of the service.
 */
export function sharing(tools: ITools, shown: IShown): ISharing {
  const { api, actions } = tools;
  const { id } = shown.figure;
  return {
    shares: () => figureShares(api, id),
    withUser: (user, enabled) => shareWithUser(api, id, user, enabled),
    byLink: enabled => shareByLink(api, id, enabled),
    link: async () => ({
      address: await actions.link(shown.current),
      isLocal: await actions.isLocal()
    })
  };
}

/**
 * The analyses that a figure of `analysis` can be moved to, by name.
 */
export async function goals(
  api: Api,
  analysis: string
): Promise<readonly IGoal[]> {
  const workspaces = await api.workspaces();
  const found = await Promise.all(
    workspaces.map(async workspace =>
      (await api.analyses(workspace.id)).map(({ id, name }) => ({
        id,
        name,
        workspace: workspace.name
      }))
    )
  );
  return found
    .flat()
    .filter(({ id }) => id !== analysis)
    .sort((a, b) => a.name.localeCompare(b.name));
}
