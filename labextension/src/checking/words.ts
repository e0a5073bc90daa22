import { TranslationBundle } from '@jupyterlab/translation';

import { DECK_STATES, DeckState, IDeckPicture } from '../calls/decks';

/** What is said about a picture, in a word or two. */
export function stateText(state: DeckState, trans: TranslationBundle): string {
  switch (state) {
    case 'current':
      return trans.__('Current');
    case 'stale':
      return trans.__('Stale');
    case 'not approved':
      return trans.__('Not approved');
    case 'unknown':
      return trans.__('Unknown');
  }
}

/** The same in a sentence. */
export function stateReason(
  state: DeckState,
  trans: TranslationBundle
): string {
  switch (state) {
    case 'current':
      return trans.__('This is the newest revision.');
    case 'stale':
      return trans.__('There is a newer revision.');
    case 'not approved':
      return trans.__(
        'A review was asked for, and this revision has no approval.'
      );
    case 'unknown':
      return trans.__('No figure that you may see is known by this picture.');
  }
}

/** How many pictures a document has, and how they stand. */
export function summary(
  pictures: readonly IDeckPicture[],
  trans: TranslationBundle
): string {
  const counts = DECK_STATES.map(state => ({
    word: stateText(state, trans).toLocaleLowerCase(),
    count: pictures.filter(each => each.state === state).length
  })).filter(({ count }) => count > 0);
  const all = trans._n('%1 picture', '%1 pictures', pictures.length);
  const each = counts.map(({ word, count }) => `${count} ${word}`).join(', ');
  return `${all}: ${each}.`;
}
