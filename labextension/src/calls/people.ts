import { Api } from '../api';
import { Fields, asList, asObject, member, text } from '../wire';

/** The one who looks. */
export interface IMe {
  readonly username: string;
  /** Whether this one looks after the service. */
  readonly isStaff: boolean;
  /** Free JSON of front ends. */
  readonly profile: Fields;
}

export async function me(api: Api, signal?: AbortSignal): Promise<IMe> {
  const [found] = asList(await api.get(api.path('user'), signal), asObject);
  return {
    username: text(found?.username),
    isStaff: found?.is_staff === true,
    profile: asObject(found?.user_profile ?? {})
  };
}

/**
 * First and last name of a user; the user name where there are none, or where
 * they may not be seen.
 */
export async function fullName(
  api: Api,
  username: string,
  signal?: AbortSignal
): Promise<string> {
  const found = await api.get(api.path('user', username), signal);
  return nameOf(found) || username;
}

/** First and last name of a user; the user name where there are none. */
export function nameOf(user: unknown): string {
  const names = [member(user, 'first_name'), member(user, 'last_name')];
  return names.map(text).join(' ').trim() || text(member(user, 'username'));
}

/**
 * Replace the front ends' part of the profile, `ui_data`, of the one who looks.
 */
export async function saveUiData(
  api: Api,
  user: IMe,
  uiData: Fields
): Promise<void> {
  await api.send('PATCH', api.path('user', user.username), {
    user_profile: { ...user.profile, ui_data: uiData }
  });
}
