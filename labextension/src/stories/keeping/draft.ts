import { UUID } from '@lumino/coreutils';

import { IAnswerer } from '../../calls/insight';
import { ISlide, IStory, IStoryChange, SlideKind } from '../../calls/stories';
import { member, text } from '../../wire';

const WRITER = 'written_by';

/** What one writes of a story. */
export interface IDraft {
  readonly name: string;
  readonly audience: string;
  readonly slides: readonly ISlide[];
}

type Texts = Partial<Pick<ISlide, 'title' | 'content' | 'revision'>>;

/** A new slide. */
export function slideOf(kind: SlideKind, texts: Texts = {}): ISlide {
  const empty = { title: '', content: '', notes: '', revision: null, data: {} };
  return { ...empty, ...texts, kind, id: UUID.uuid4() };
}

/**
 * A story as it is written here: everything that is shown of it is a slide. A
 * story without a title slide gets one, and what it says of introduction and
 * goals, and figures that no slide shows, become slides of their own.
 *
 * The ids of those are the same each time, so that they are not taken for new.
 */
export function draftOf(story: IStory): IDraft {
  const { name, audience, slides: written } = story;
  const has = (kind: SlideKind) => written.some(slide => slide.kind === kind);
  const made = (kind: SlideKind, id: string, texts: Texts) => ({
    ...slideOf(kind, texts),
    id
  });
  const opening: ISlide[] = [];
  if (!has('title')) {
    const { title, description: content } = story;
    opening.push(made('title', 'its-title', { title, content }));
  }
  for (const kind of ['introduction', 'goals'] as const) {
    if (story[kind] && !has(kind)) {
      opening.push(made(kind, `its-${kind}`, { content: story[kind] }));
    }
  }
  const shown = new Set(written.map(({ revision }) => revision));
  const figures = story.revisions
    .filter(revision => !shown.has(revision))
    .map(revision => made('figure', revision, { revision }));
  const ends = endOf(written);
  const body = [...written.slice(0, ends), ...figures, ...written.slice(ends)];
  const first = body[0]?.kind === 'title' ? 1 : 0;
  const slides = [...body.slice(0, first), ...opening, ...body.slice(first)];
  return { name, audience, slides };
}

/** The place of the conclusion, or else behind all. */
export function endOf(slides: readonly ISlide[]): number {
  const found = slides.findIndex(({ kind }) => kind === 'conclusion');
  return found < 0 ? slides.length : found;
}

/**
 * The story that a draft stands for. What slides say of its title, introduction
 * and goals is said of the story too, for programs that read only that.
 */
export function changeOf({ name, audience, slides }: IDraft): IStoryChange {
  const said = (kind: SlideKind) => slides.find(slide => slide.kind === kind);
  return {
    name,
    audience,
    title: said('title')?.title ?? '',
    description: said('title')?.content ?? '',
    introduction: said('introduction')?.content ?? '',
    goals: said('goals')?.content ?? '',
    revisions: revisionsOf(slides),
    slides
  };
}

/** The revisions that slides show, each once. */
export function revisionsOf(slides: readonly ISlide[]): readonly string[] {
  return [...new Set(slides.flatMap(({ revision }) => revision ?? []))];
}

/** Which machine wrote the text of a slide; null where that was somebody. */
export function writerOf({ data }: ISlide): IAnswerer | null {
  const by = member(data, WRITER);
  return by ? asWriter(by) : null;
}

/** What is kept with a slide, telling also who wrote its text. */
export function withWriter(data: unknown, by: IAnswerer | null): unknown {
  const others = Object.entries(data ?? {}).filter(([name]) => name !== WRITER);
  return Object.fromEntries(by ? [...others, [WRITER, by]] : others);
}

function asWriter(value: unknown): IAnswerer {
  return {
    provider: text(member(value, 'provider')),
    model: text(member(value, 'model')),
    isAi: member(value, 'isAi') !== false
  };
}
