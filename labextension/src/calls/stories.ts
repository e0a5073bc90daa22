import { Api } from '../api';
import {
  Fields,
  asDate,
  asList,
  asObject,
  member,
  text,
  textOrNull
} from '../wire';
import { IAnswerer, asAnswerer } from './insight';

/** What a slide is for. */
export const SLIDE_KINDS = [
  'title',
  'introduction',
  'goals',
  'data',
  'figure',
  'conclusion',
  'custom'
] as const;

export type SlideKind = (typeof SLIDE_KINDS)[number];

/** One slide; `content` and `notes` are Markdown. */
export interface ISlide {
  readonly id: string;
  readonly kind: SlideKind;
  readonly title: string;
  readonly content: string;
  /** For the speaker. */
  readonly notes: string;
  /** The revision whose picture it shows. */
  readonly revision: string | null;
  /** What other programs keep with it. */
  readonly data: unknown;
}

/** A story in a list. */
export interface IStoryLine {
  readonly id: string;
  readonly name: string;
  readonly workspace: string;
  readonly slides: number;
  readonly changedBy: string;
  readonly changed: Date;
}

/** What can be written about a story besides its slides. */
export interface IStoryWords {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly introduction: string;
  readonly goals: string;
  readonly audience: string;
}

export interface IStory extends IStoryWords {
  readonly id: string;
  readonly workspace: string;
  readonly author: string;
  /** Changes whenever the story does. */
  readonly stamp: string;
  readonly revisions: readonly string[];
  readonly slides: readonly ISlide[];
}

/** A story as it shall be. */
export interface IStoryChange extends IStoryWords {
  readonly revisions: readonly string[];
  readonly slides: readonly ISlide[];
}

/** The formats of a story as a file. */
export const STORY_FORMATS = [
  'pptx',
  'pdf',
  'html',
  'markdown',
  'notebook'
] as const;

export type StoryFormat = (typeof STORY_FORMATS)[number];

/** A text for a story, and who wrote it. */
export interface IWritten {
  readonly text: string;
  readonly by: IAnswerer;
}

/** Texts for the slides around the figures. */
export interface IOverviews {
  readonly texts: Readonly<Record<string, string>>;
  readonly by: IAnswerer;
}

/** Those of all workspaces, or of one, without what is in them. */
export async function listStories(
  api: Api,
  workspace: string | null,
  signal?: AbortSignal
): Promise<readonly IStoryLine[]> {
  const query = { shallow: 'true', ...(workspace && { workspace }) };
  return asList(await api.get(api.path('story'), signal, query), asLine);
}

export async function showStory(
  api: Api,
  id: string,
  signal?: AbortSignal
): Promise<IStory> {
  return asStory(await api.get(api.path('story', id), signal));
}

export async function createStory(
  api: Api,
  workspace: string,
  name: string,
  revisions: readonly string[]
): Promise<IStory> {
  const body = { workspace, name, revisions };
  return asStory(await api.send('POST', api.path('story'), body));
}

/**
 * Change a story that is still as `stamp` tells. Rejects with a RequestError,
 * of status 409 where somebody changed it.
 */
export async function saveStory(
  api: Api,
  id: string,
  { slides, ...change }: IStoryChange,
  stamp: string
): Promise<IStory> {
  const body = {
    ...change,
    based_on: stamp,
    slides: slides.map((slide, position) => ({
      slide_id: slide.id,
      slide_type: slide.kind,
      position,
      title: slide.title || null,
      content: slide.content,
      notes: slide.notes,
      revision_id: slide.revision,
      slide_data: slide.data
    }))
  };
  return asStory(await api.send('PATCH', api.path('story', id), body));
}

/** The figures stay. */
export async function deleteStory(api: Api, id: string): Promise<void> {
  await api.send('DELETE', api.path('story', id));
}

/** Where the browser finds a story as a file. */
export function exportAddress(
  api: Api,
  id: string,
  format: StoryFormat
): string {
  return api.url(api.path('story', id, 'export', format));
}

/** A caption for a figure. Rejects with a RequestError. */
export async function writeCaption(
  api: Api,
  revision: string,
  audience: string,
  signal: AbortSignal
): Promise<IWritten> {
  const path = api.path('deep_insight', 'story', 'figure');
  const body = { figure_revision: revision, audience };
  return asWritten(await api.find(path, body, signal));
}

/** Texts for the slides around figures. Rejects with a RequestError. */
export async function writeOverviews(
  api: Api,
  revisions: readonly string[],
  audience: string,
  signal: AbortSignal
): Promise<IOverviews> {
  const path = api.path('deep_insight', 'story', 'overviews');
  const body = { revisions, audience };
  const fields = asObject(await api.find(path, body, signal));
  const texts = ['title', 'introduction', 'goals', 'data', 'conclusion'].map(
    name => [name, text(fields[name])] as const
  );
  return { texts: Object.fromEntries(texts), by: asAnswerer(fields) };
}

/** A better text. Rejects with a RequestError. */
export async function refineText(
  api: Api,
  body: {
    readonly text: string;
    readonly prompt: string;
    readonly workspace: string;
  },
  signal: AbortSignal
): Promise<IWritten> {
  const path = api.path('deep_insight', 'story', 'refine');
  return asWritten(await api.find(path, body, signal));
}

function asWritten(value: unknown): IWritten {
  const fields = asObject(value);
  return { text: text(fields.response).trim(), by: asAnswerer(fields) };
}

function asLine(value: unknown): IStoryLine {
  const fields = asObject(value);
  const count = fields.slide_count;
  return {
    id: text(fields.api_id),
    name: text(fields.name),
    workspace: text(fields.workspace),
    slides: typeof count === 'number' ? count : 0,
    changedBy: text(fields.updated_by) || text(fields.created_by),
    changed: asDate(fields.updated_on ?? fields.created_on)
  };
}

function asStory(value: unknown): IStory {
  const fields = asObject(value);
  return {
    id: text(fields.api_id),
    workspace: text(fields.workspace),
    author: text(fields.created_by),
    stamp: text(fields.updated_on) || text(fields.created_on),
    revisions: asList(fields.revisions ?? [], text),
    slides: asList(fields.slides ?? [], asSlide),
    ...asWords(fields)
  };
}

function asWords(fields: Fields): IStoryWords {
  return {
    name: text(fields.name),
    title: text(fields.title),
    description: text(fields.description),
    introduction: text(fields.introduction),
    goals: text(fields.goals),
    audience: text(fields.audience)
  };
}

function asSlide(value: unknown): ISlide {
  const kind = member(value, 'slide_type');
  return {
    id: text(member(value, 'slide_id')),
    kind: SLIDE_KINDS.find(known => known === kind) ?? 'custom',
    title: text(member(value, 'title')),
    content: text(member(value, 'content')),
    notes: text(member(value, 'notes')),
    revision: textOrNull(member(value, 'revision_id')),
    data: member(value, 'slide_data') ?? {}
  };
}
