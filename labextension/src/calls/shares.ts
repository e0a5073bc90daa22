import { Api } from '../api';
import { asList, asObject, text } from '../wire';

/** Who may read a figure besides the members of its workspace. */
export interface IShares {
  /** User names. */
  readonly users: readonly string[];
  /** Whether everybody who knows the link may. */
  readonly link: boolean;
}

/**
 * With whom a figure is shared. Rejects with status 403 for those who may not
 * share it.
 */
export async function figureShares(
  api: Api,
  figure: string,
  signal?: AbortSignal
): Promise<IShares> {
  const path = api.path('figure', figure, 'share');
  const [users, link] = await Promise.all([
    api.get([...path, 'user'], signal),
    api.get([...path, 'link'], signal)
  ]);
  return {
    users: asList(users, user => text(asObject(user).username)),
    link: asObject(link).enabled === true
  };
}

/**
 * Let a user read a figure, or no longer. `user` is a user name or an e-mail
 * address.
 */
export async function shareWithUser(
  api: Api,
  figure: string,
  user: string,
  enabled: boolean
): Promise<void> {
  await api.send('POST', api.path('figure', figure, 'share', 'user'), {
    username: user,
    sharing_enabled: enabled
  });
}

/**
 * Let everybody who knows the link read a figure, or no longer.
 */
export async function shareByLink(
  api: Api,
  figure: string,
  enabled: boolean
): Promise<void> {
  await api.send('POST', api.path('figure', figure, 'share', 'link'), {
    enabled
  });
}
