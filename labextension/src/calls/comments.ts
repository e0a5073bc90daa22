import { Api } from '../api';
import { Fields, asDate, asList, asObject, text, textOrNull } from '../wire';
import { nameOf } from './people';

/** A rectangle of a picture in fractions of its size; a spot has no size. */
export interface IRegion {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A point of a plotly figure: the number of its series and its number there,
 * from 0. By its values it is found again on later revisions.
 */
export interface IPoint {
  readonly trace: number;
  readonly point: number;
  readonly x: number | string | null;
  readonly y: number | string | null;
  /** Of the series; null where it has none. */
  readonly name: string | null;
}

/** What a comment points at: a place of the picture, or a point of the data. */
export type Anchor =
  | { readonly kind: 'region'; readonly region: IRegion }
  | { readonly kind: 'point'; readonly point: IPoint };

/** One emoji under a comment, and the user names of those who chose it. */
export interface ITally {
  readonly emoji: string;
  readonly users: readonly string[];
}

export interface IComment {
  readonly id: string;
  /** Id of the first comment of its thread. */
  readonly thread: string;
  readonly user: string;
  /** First and last name; the user name where there are none. */
  readonly userName: string;
  /** As written, in Markdown. */
  readonly content: string;
  /** Not to be trusted; null where the service makes none. */
  readonly html: string | null;
  readonly created: Date;
  readonly isEdited: boolean;
  /** Its place stays where it has replies. */
  readonly isDeleted: boolean;
  /** User name of who resolved the thread that it begins. */
  readonly resolvedBy: string | null;
  /** Number of the earlier revision that it was written about; counts from 1. */
  readonly carriedFrom: number | null;
  readonly anchor: Anchor | null;
  /** What became of the anchor on the revision that is looked at. */
  readonly anchorState: 'exact' | 'moved' | 'lost' | null;
  readonly reactions: readonly ITally[];
  /** Path below the service's address. */
  readonly permalink: string;
}

/** Something to be said about a revision. */
export interface IDraft {
  readonly content: string;
  /** The comment that it answers. */
  readonly parent?: string;
  readonly anchor?: Anchor;
}

/**
 * What was said about a revision and, carried forward, about earlier ones of
 * its figure; oldest first.
 */
export async function commentsOn(
  api: Api,
  revision: string,
  signal?: AbortSignal
): Promise<readonly IComment[]> {
  const found = await api.get(api.path('comment'), signal, {
    target_type: 'figure_revision',
    target_id: revision,
    carried: 'true'
  });
  return asList(found, asComment);
}

/**
 * How much was said about each of these figures and their revisions; those of
 * which nothing was said may be missing.
 */
export async function commentCounts(
  api: Api,
  figures: readonly string[],
  signal?: AbortSignal
): Promise<ReadonlyMap<string, number>> {
  const path = api.path('comment', 'counts');
  const found = await api.get(path, signal, { figures: figures.join() });
  return new Map(
    asList(found, asObject).map(({ figure, comments }) => [
      text(figure),
      typeof comments === 'number' ? comments : 0
    ])
  );
}

export async function writeComment(
  api: Api,
  revision: string,
  draft: IDraft
): Promise<void> {
  await api.send('POST', api.path('comment'), {
    target_type: 'figure_revision',
    target_id: revision,
    content: draft.content,
    ...(draft.parent ? { parent_comment_id: draft.parent } : {}),
    ...(draft.anchor ? { anchor: asBody(draft.anchor) } : {})
  });
}

export async function changeComment(
  api: Api,
  id: string,
  change: { readonly content: string } | { readonly resolved: boolean }
): Promise<void> {
  await api.send('PATCH', api.path('comment', id), change);
}

export async function deleteComment(api: Api, id: string): Promise<void> {
  await api.send('DELETE', api.path('comment', id));
}

export async function react(
  api: Api,
  comment: string,
  emoji: string
): Promise<void> {
  const body = { comment_id: comment, emoji };
  await api.send('POST', api.path('reaction'), body);
}

/**
 * Take back one's reaction; where there is none nothing changes.
 */
export async function takeBack(
  api: Api,
  comment: string,
  user: string,
  emoji: string
): Promise<void> {
  const query = { comment_id: comment };
  const found = await api.get(api.path('reaction'), undefined, query);
  const mine = asList(found, asObject).find(
    each => each.emoji === emoji && text(fieldsOf(each.user).username) === user
  );
  if (mine) {
    await api.send('DELETE', api.path('reaction', text(mine.id)));
  }
}

/** Somebody who can be mentioned, and what to write for that. */
export interface IMentionable {
  readonly username: string;
  readonly mention: string;
  readonly name: string;
}

export async function mentionable(
  api: Api,
  workspace: string,
  prefix: string,
  signal?: AbortSignal
): Promise<readonly IMentionable[]> {
  const path = api.path('workspace', workspace, 'mentionable');
  const found = await api.get(path, signal, { prefix, limit: '6' });
  return asList(found, value => {
    const person = asObject(value);
    return {
      username: text(person.username),
      mention: text(person.mention),
      name: nameOf(person)
    };
  });
}

function asComment(value: unknown): IComment {
  const fields = asObject(value);
  const user = fieldsOf(fields.user);
  const quoted = fieldsOf(fields.quote).revision_index;
  return {
    id: text(fields.id),
    thread: textOrNull(fields.thread_id) ?? text(fields.id),
    user: text(user.username),
    userName: nameOf(user),
    content: text(fields.content),
    html: typeof fields.content_html === 'string' ? fields.content_html : null,
    created: asDate(fields.created_on),
    isEdited: fields.is_edited === true,
    isDeleted: fields.is_deleted === true,
    resolvedBy: textOrNull(fields.resolved_by),
    carriedFrom:
      fields.carried_forward === true && typeof quoted === 'number'
        ? quoted + 1
        : null,
    anchor: asAnchor(fields.anchor),
    anchorState: asAnchorState(fields.anchor_state),
    reactions: Array.isArray(fields.reactions)
      ? fields.reactions.map(asTally)
      : [],
    permalink: text(fields.permalink)
  };
}

function asTally(value: unknown): ITally {
  const { emoji, users } = asObject(value);
  return { emoji: text(emoji), users: asList(users ?? [], text) };
}

function asAnchor(value: unknown): Anchor | null {
  const fields = fieldsOf(value);
  if (fields.kind === 'region') {
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map(name =>
      typeof fields[name] === 'number' ? fields[name] : 0
    );
    return { kind: 'region', region: { x, y, width, height } };
  }
  if (fields.kind === 'point') {
    const { trace, point, x, y, name } = fields;
    return {
      kind: 'point',
      point: {
        trace: typeof trace === 'number' ? trace : 0,
        point: typeof point === 'number' ? point : 0,
        x: asCoordinate(x),
        y: asCoordinate(y),
        name: textOrNull(name)
      }
    };
  }
  return null;
}

function asCoordinate(value: unknown): IPoint['x'] {
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}

function asBody(anchor: Anchor): object {
  return anchor.kind === 'region'
    ? { kind: 'region', ...anchor.region }
    : { kind: 'point', ...anchor.point };
}

function asAnchorState(value: unknown): IComment['anchorState'] {
  return value === 'exact' || value === 'moved' || value === 'lost'
    ? value
    : null;
}

/** No fields where there is no object. */
function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
