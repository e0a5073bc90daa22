import { Api } from '../api';
import { asDate, asList, asObject, member, text, textOrNull } from '../wire';

/** A piece of a text, and whether it is what was looked for. */
export interface IPart {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Words in which something was found: of its name, a comment, its code, ... */
export interface IHighlight {
  readonly where: string;
  readonly parts: readonly IPart[];
}

/** Something that was found. */
export interface IHit {
  readonly kind: 'figure' | 'analysis' | 'workspace' | 'asset' | 'story';
  readonly id: string;
  readonly name: string;
  readonly place: string;
  /** The revision that fits best, and its number from 1; only of a figure. */
  readonly revision: { readonly id: string; readonly number: number } | null;
  readonly author: string;
  readonly made: Date;
  /** How a picture was recognized; null where words were looked for. */
  readonly how: string | null;
  readonly highlights: readonly IHighlight[];
}

/** An analysis, or a workspace, and how much was found in it. */
export interface IFoundPlace {
  readonly workspace: string;
  readonly analysis: string | null;
  readonly name: string;
  readonly count: number;
}

export interface IFindings {
  readonly hits: readonly IHit[];
  readonly places: readonly IFoundPlace[];
  readonly total: number;
  /** Whether there is no more than `total`. */
  readonly countedAll: boolean;
  /** Whether nothing has all the words. */
  readonly loosely: boolean;
}

/**
 * What the words, of which the last may be unfinished, and filters find. The
 * question is the service's.
 */
export async function searchWords(
  api: Api,
  question: Readonly<Record<string, unknown>>,
  signal: AbortSignal
): Promise<IFindings> {
  return asFindings(await api.find(api.path('search'), question, signal));
}

/**
 * The figures that a picture shows, with all the words of `where.query`;
 * `image` is in base64.
 */
export async function searchPicture(
  api: Api,
  image: string,
  where: Readonly<Record<string, unknown>>,
  signal: AbortSignal
): Promise<IFindings> {
  const path = api.path('search', 'image');
  return asFindings(await api.find(path, { image, ...where }, signal));
}

function asFindings(value: unknown): IFindings {
  const fields = asObject(value);
  return {
    hits: asList(fields.results, asHit),
    places: asList(fields.groups ?? [], asPlace),
    total: number(fields.total),
    countedAll: fields.counted_all !== false,
    loosely: fields.loosely === true
  };
}

/** Something that was found, as the service tells it. */
export function asHit(value: unknown): IHit {
  const fields = asObject(value);
  const names = [fields.analysis_name, fields.workspace_name].map(textOrNull);
  const revision = textOrNull(member(fields.revision, 'api_id'));
  return {
    kind: asKind(fields.kind),
    id: text(fields.api_id),
    name: text(fields.name),
    place: names.find(name => name !== null) ?? '',
    revision: revision
      ? {
          id: revision,
          number: number(member(fields.revision, 'revision_index')) + 1
        }
      : null,
    author: text(fields.author),
    made: asDate(fields.made_on),
    how: textOrNull(fields.how),
    highlights: asList(fields.highlights ?? [], asHighlight)
  };
}

function asKind(value: unknown): IHit['kind'] {
  return value === 'analysis' ||
    value === 'workspace' ||
    value === 'asset' ||
    value === 'story'
    ? value
    : 'figure';
}

function asHighlight(value: unknown): IHighlight {
  const { where, parts } = asObject(value);
  return {
    where: text(where),
    parts: asList(parts, each => {
      const part = asObject(each);
      return { text: text(part.text), isMatch: part.match === true };
    })
  };
}

function asPlace(value: unknown): IFoundPlace {
  const fields = asObject(value);
  const analysis = textOrNull(fields.analysis);
  return {
    workspace: text(fields.workspace),
    analysis,
    name: text(analysis ? fields.analysis_name : fields.workspace_name),
    count: number(fields.count)
  };
}

/** A number; 0 where it is none. */
export function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
