// Copy a link, copy a picture, download: the same three for every revision.
import { iconButton } from './elements.js';
import { pictureOf } from './asking.js';

/**
 * @typedef {import('./asking.js').Ask} Ask
 *
 * @typedef {object} Revision
 * @property {string} id
 * @property {number} number Counts from 1.
 * @property {string} [at]
 * @property {string | null} link
 * @property {string} [alt] Words for those who do not see it.
 */

/**
 * The three buttons; `revision` gives the one that they act on.
 *
 * @param {Ask} ask
 * @param {() => Revision | null} revision
 * @param {(words: string) => void} say
 */
export function copyButtons(ask, revision, say) {
  /** @param {(shown: Revision) => Promise<string>} act */
  const acting = act => () => {
    const shown = revision();
    if (shown) {
      act(shown).then(say, error => say(sentence(error)));
    }
  };
  const buttons = [
    iconButton('link', 'Copy link', acting(copyLink)),
    iconButton(
      'picture',
      'Copy picture',
      acting(shown => copyPicture(ask, shown))
    ),
    iconButton(
      'download',
      'Download',
      acting(shown => download(ask, shown))
    )
  ];
  return {
    buttons,
    /** @param {boolean} ready */
    enable: ready => {
      const kept = Boolean(revision());
      buttons[0].disabled = !revision()?.link;
      buttons[1].disabled = buttons[2].disabled = !(ready && kept);
    }
  };
}

/** @param {unknown} error */
export function sentence(error) {
  return error instanceof Error ? error.message : String(error);
}

/** @param {Revision} revision */
async function copyLink(revision) {
  const link = revision.link ?? '';
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(link);
  } else {
    copyByHand(link);
  }
  return 'Link copied';
}

/**
 * @param {Ask} ask
 * @param {Revision} revision
 */
async function copyPicture(ask, revision) {
  if (!navigator.clipboard || typeof ClipboardItem === 'undefined') {
    throw new Error(
      'This page may not copy pictures: open it over https or as localhost.'
    );
  }
  // Asked for inside the item, so that it still counts as the user's click.
  const png = ask('picture', { revision: revision.id, form: 'png' }).then(
    picked
  );
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
  return 'Picture copied';
}

/**
 * @param {Ask} ask
 * @param {Revision} revision
 */
async function download(ask, revision) {
  const answer = await ask('picture', { revision: revision.id });
  const address = URL.createObjectURL(picked(answer));
  const link = document.createElement('a');
  link.href = address;
  link.download = answer.value.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return 'Downloaded';
}

/** @param {import('./asking.js').Answer} answer */
function picked(answer) {
  const picture = pictureOf(answer);
  if (!picture) {
    throw new Error('There is no picture of this revision. Open its page.');
  }
  return picture;
}

/**
 * Where the browser keeps the clipboard from pages.
 *
 * @param {string} text
 */
function copyByHand(text) {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) {
    before.focus();
  }
}
