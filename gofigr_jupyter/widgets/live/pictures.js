// Thumbnails, and the row of a figure's revisions.
import { element, icon, time } from './elements.js';
import { pictureOf, showPicture } from './asking.js';

/** Sides of the small pictures, in pixels of the page. */
export const SIZES = { card: 48, earlier: 32, revision: 48, tile: 144 };

/**
 * @typedef {import('./asking.js').Ask} Ask
 * @typedef {import('./copying.js').Revision} Revision
 */

/**
 * A square for a small picture, which comes when it is there.
 *
 * @param {number} size In pixels of the page.
 */
export function frame(size) {
  const place = element('span', {
    class: `gofigr-live-frame gofigr-live-frame-${size}`
  });
  return place;
}

/**
 * Put the small picture of a revision into `place`, or a sign that it has none.
 *
 * @param {HTMLElement} place
 * @param {string} revision
 * @param {{ask: Ask, signal: AbortSignal, size: number}} from
 */
export async function fillFrame(place, revision, { ask, signal, size }) {
  place.dataset.revision = revision;
  /** @type {Blob | null} */
  let picture = null;
  try {
    picture = pictureOf(await ask('thumbnail', { revision, size: 2 * size }));
  } catch {
    // The words beside it say what is wrong; the frame stays quiet.
  }
  if (signal.aborted || place.dataset.revision !== revision) {
    return;
  }
  if (picture === null) {
    place.replaceChildren(icon('picture'));
    return;
  }
  const image = document.createElement('img');
  image.alt = '';
  showPicture(image, picture, signal);
  place.replaceChildren(image);
}

/**
 * The revisions of a figure as a row of small pictures to choose from.
 *
 * @param {readonly Revision[]} revisions Newest first.
 * @param {{ask: Ask, signal: AbortSignal, size: number, onchoose: (revision: Revision) => void}} options
 */
export function revisionRow(revisions, { ask, signal, size, onchoose }) {
  const buttons = revisions.map(revision => {
    const place = frame(size);
    void fillFrame(place, revision.id, { ask, signal, size });
    const label = `Revision ${revision.number}`;
    const button = element(
      'button',
      {
        type: 'button',
        class: 'gofigr-live-choice',
        title: `${label}, ${time(revision.at).textContent}`,
        'aria-label': label,
        'aria-pressed': 'false',
        onclick: () => onchoose(revision)
      },
      place,
      element('span', { class: 'gofigr-live-number' }, String(revision.number))
    );
    button.dataset.revision = revision.id;
    return button;
  });
  const row = element(
    'div',
    { class: 'gofigr-live-row', role: 'group', 'aria-label': 'Revisions' },
    ...buttons
  );
  return {
    row,
    /** @param {string | null} id */
    mark: id => {
      for (const button of buttons) {
        const chosen = button.dataset.revision === id;
        button.setAttribute('aria-pressed', String(chosen));
      }
    }
  };
}
