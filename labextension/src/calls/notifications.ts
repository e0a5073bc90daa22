import { Api } from '../api';
import { Fields, asDate, asList, asObject, text, textOrNull } from '../wire';

/** Something that the user is told. */
export interface INotice {
  readonly id: string;
  /** `mention`, `reply`, `comment`, `share`, `invitation` or `review_request`. */
  readonly kind: string;
  /** User name of who did it. */
  readonly actor: string;
  /** `figure`, `figure_revision`, `asset`, ... */
  readonly targetType: string;
  readonly target: string;
  readonly targetName: string;
  readonly comment: string | null;
  /** The beginning of what was written. */
  readonly excerpt: string;
  readonly created: Date;
  readonly isRead: boolean;
  /** Path below the service's address. */
  readonly permalink: string;
}

/** What one can be told of, in the order in which it is asked for. */
export const NOTICE_KINDS = [
  'mention',
  'reply',
  'comment',
  'share',
  'invitation',
  'review_request'
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** How one is told: not at all, in the inbox, or there and by mail. */
export type Way = 'off' | 'inbox' | 'mail';

export interface ITold {
  readonly ways: Readonly<Record<NoticeKind, Way>>;
  /** Whether one mail a day tells what would be many. */
  readonly digest: boolean;
}

/** The newest notices, newest first. */
export async function notices(
  api: Api,
  signal?: AbortSignal
): Promise<readonly INotice[]> {
  return asList(await api.get(api.path('notification'), signal), asNotice);
}

export async function countUnread(
  api: Api,
  signal?: AbortSignal
): Promise<number> {
  const path = api.path('notification', 'count');
  const { unread } = asObject(await api.get(path, signal));
  return typeof unread === 'number' ? unread : 0;
}

export async function markNotice(
  api: Api,
  id: string,
  isRead: boolean
): Promise<void> {
  const body = { is_read: isRead };
  await api.send('PATCH', api.path('notification', id), body);
}

export async function markAllNotices(api: Api): Promise<void> {
  await api.send('POST', api.path('notification', 'read_all'));
}

export async function howTold(api: Api): Promise<ITold> {
  return asTold(await api.get(api.path('notification', 'preferences')));
}

/** Change some of it; the rest stays. Gives what holds then. */
export async function tellBy(
  api: Api,
  change: Readonly<Partial<Record<NoticeKind, Way>>> | { digest: boolean }
): Promise<ITold> {
  const path = api.path('notification', 'preferences');
  return asTold(await api.send('PATCH', path, change));
}

function asNotice(value: unknown): INotice {
  const fields = asObject(value);
  return {
    id: text(fields.id),
    kind: text(fields.kind),
    actor: text(fields.actor),
    targetType: text(fields.target_type),
    target: text(fields.target_id),
    targetName: text(fields.target_name),
    comment: textOrNull(fields.comment_id),
    excerpt: text(fields.excerpt),
    created: asDate(fields.created_on),
    isRead: fields.is_read === true,
    permalink: text(fields.permalink)
  };
}

function asTold(value: unknown): ITold {
  const fields = asObject(value);
  const ways = NOTICE_KINDS.map(kind => [kind, asWay(fields, kind)]);
  return { ways: Object.fromEntries(ways), digest: fields.digest === true };
}

function asWay(fields: Fields, kind: NoticeKind): Way {
  const way = fields[kind];
  return way === 'off' || way === 'mail' ? way : 'inbox';
}
