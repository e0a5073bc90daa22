import { Api } from '../api';
import { asList, asObject, member, text, textOrNull } from '../wire';
import { IHit, asHit, number } from './search';

/** What is said about a picture of a document. */
export type DeckState = 'current' | 'stale' | 'not approved' | 'unknown';

export const DECK_STATES: readonly DeckState[] = [
  'current',
  'stale',
  'not approved',
  'unknown'
];

/** A picture of a document, and the figure that it shows. */
export interface IDeckPicture {
  /** Where it stands: slide 3. */
  readonly anchor: string;
  readonly title: string;
  readonly state: DeckState;
  /** Null where the picture is not known. */
  readonly found: IHit | null;
  /** The newest revision of its figure, and its number from 1. */
  readonly newest: { readonly id: string; readonly number: number } | null;
}

export interface ICheckedDeck {
  readonly pictures: readonly IDeckPicture[];
  /** Why pictures were left out, and how many. */
  readonly leftOut: readonly (readonly [reason: string, count: number])[];
}

/**
 * What the pictures of a document show; `document` is in base64, and is not
 * kept. Rejects with a RequestError.
 */
export async function checkDeck(
  api: Api,
  name: string,
  document: string,
  signal: AbortSignal
): Promise<ICheckedDeck> {
  const body = { name, document };
  const found = await api.find(api.path('deck', 'check'), body, signal);
  const { pictures, left_out } = asObject(found);
  return {
    pictures: asList(pictures, asPicture),
    leftOut: Object.entries(asObject(left_out ?? {})).map(
      ([reason, count]) => [reason, number(count)] as const
    )
  };
}

function asPicture(value: unknown): IDeckPicture {
  const { anchor, title, state, found, newest } = asObject(value);
  const id = textOrNull(member(newest, 'api_id'));
  return {
    anchor: text(anchor),
    title: text(title),
    state: DECK_STATES.find(each => each === state) ?? 'unknown',
    found: found ? asHit(found) : null,
    newest: id
      ? { id, number: number(member(newest, 'revision_index')) + 1 }
      : null
  };
}
