import { Api } from '../api';
import { IServerEvent } from '../stream';
import { Fields, asList, asObject, text, textOrNull } from '../wire';

/** What is asked about: a revision, or what it has that `before` has not. */
export interface ISubject {
  readonly revision: string;
  readonly before?: string;
}

/** Something that is true of a figure, and the numbers behind it by name. */
export interface IFact {
  readonly text: string;
  readonly numbers: readonly (readonly [name: string, value: number])[];
  /** How the numbers were found; empty where there is nothing to tell. */
  readonly method: string;
}

/** Who answers. What is not by AI was computed. */
export interface IAnswerer {
  readonly provider: string;
  readonly model: string;
  readonly isAi: boolean;
}

/** Whether an answer can be had, from whom, and what stands in the way. */
export interface ICheck extends IAnswerer {
  readonly available: boolean;
  readonly messages: readonly string[];
  /** Whether the user has seen what is sent there, or nothing is. */
  readonly previewed: boolean;
}

/** What a question would send, and where to. */
export interface IPreview {
  readonly host: string;
  readonly text: string;
  readonly picture: boolean;
  readonly bytes: number;
}

/** What a revision is called and said to show; `by` is null where a client sent it. */
export interface IDescribed {
  readonly title: string;
  readonly description: string;
  readonly by: IAnswerer | null;
}

/** What comes of an answer, in this order; `broken` ends it early. */
export type AnswerPart =
  | { readonly kind: 'start'; readonly by: IAnswerer }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly facts: readonly IFact[];
    }
  | {
      readonly kind: 'done';
      readonly by: IAnswerer;
      readonly text: string;
      readonly facts: readonly IFact[];
    }
  | { readonly kind: 'broken'; readonly reason: string };

/** Where questions are asked: about a revision, or anywhere in a workspace. */
export type Where =
  { readonly figure_revision: string } | { readonly workspace: string };

/**
 * Whether questions can be answered there. Rejects where the service knows no
 * questions.
 */
export async function checkInsight(api: Api, body: Where): Promise<ICheck> {
  const path = api.path('deep_insight', 'check');
  const fields = asObject(await api.send('POST', path, body));
  return {
    ...asAnswerer(fields),
    available: fields.available === true,
    messages: asList(fields.messages ?? [], text),
    previewed: fields.previewed !== false
  };
}

/**
 * The title and the description of a revision. Rejects with a RequestError.
 */
export async function describedRevision(
  api: Api,
  revision: string
): Promise<IDescribed> {
  const path = api.path('deep_insight', 'described');
  const body = { figure_revision: revision };
  const fields = asObject(await api.send('POST', path, body));
  return {
    title: text(fields.title),
    description: text(fields.description),
    by: fields.provider ? asAnswerer(fields) : null
  };
}

/**
 * What a question would send; null where nothing is sent.
 */
export async function previewQuestion(
  api: Api,
  subject: ISubject,
  question: string
): Promise<IPreview | null> {
  const path = api.path('deep_insight', 'preview');
  const { revision, before } = subject;
  const body = {
    figure_revision: revision,
    prompt: question,
    ...(before ? { left_revision: before } : {})
  };
  const fields = asObject(await api.send('POST', path, body));
  const host = textOrNull(fields.host);
  return host === null
    ? null
    : {
        host,
        text: text(fields.text),
        picture: fields.picture === true,
        bytes: typeof fields.size_bytes === 'number' ? fields.size_bytes : 0
      };
}

/**
 * Ask, and be told of each part of the answer. Rejects with a RequestError.
 */
export async function ask(
  api: Api,
  subject: ISubject,
  question: string,
  onPart: (part: AnswerPart) => void,
  signal: AbortSignal
): Promise<void> {
  const { revision, before } = subject;
  const about = before
    ? { left_revision: before, right_revision: revision }
    : { figure_revision: revision };
  await api.follow(
    api.path('deep_insight', ...(before ? ['compare'] : [])),
    { ...about, prompt: question, stream: true },
    event => {
      const part = asPart(event);
      if (part) {
        onPart(part);
      }
    },
    signal
  );
}

function asPart({ name, data }: IServerEvent): AnswerPart | null {
  switch (name) {
    case 'start':
      return { kind: 'start', by: asAnswerer(data) };
    case 'text':
      return { kind: 'text', text: text(data.text), facts: factsOf(data) };
    case 'done':
      return {
        kind: 'done',
        by: asAnswerer(data),
        text: text(data.response),
        facts: factsOf(data)
      };
    case 'error':
      return {
        kind: 'broken',
        reason: [text(data.detail), text(data.hint)].join(' ').trim()
      };
    default:
      return null;
  }
}

export function asAnswerer(fields: Fields): IAnswerer {
  return {
    provider: text(fields.provider),
    model: text(fields.model),
    // Who does not say that it computed is taken for an AI.
    isAi: fields.origin !== 'computed'
  };
}

function factsOf(fields: Fields): readonly IFact[] {
  return asList(fields.facts ?? [], value => {
    const fact = asObject(value);
    return {
      text: text(fact.text),
      numbers: Object.entries(asObject(fact.numbers ?? {})).filter(
        (each): each is [string, number] => typeof each[1] === 'number'
      ),
      method: text(fact.method)
    };
  });
}
