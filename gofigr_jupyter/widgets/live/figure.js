// One figure: its picture, revisions, code and metadata.
import {
  OWN_KEYS,
  element,
  feedback,
  iconButton,
  outwardLink,
  time,
  wordButton
} from './elements.js';
import { asking, pictureOf, showPicture } from './asking.js';
import { copyButtons, sentence } from './copying.js';
import { SIZES, revisionRow } from './pictures.js';
import { Talk } from './talk.js';

const STEP = 1.25;
const SMALLEST = 0.1;
const LARGEST = 8;

/**
 * @typedef {import('./asking.js').Model} Model
 * @typedef {import('./asking.js').Ask} Ask
 * @typedef {import('./copying.js').Revision} Revision
 * @typedef {{name: string, text: string}} Text
 */

/** @param {{model: Model, el: HTMLElement, signal: AbortSignal}} view */
export function renderFigure({ model, el, signal }) {
  const ask = asking(model, signal);
  el.append(figureView(ask, signal, model.get('state').revision));
}

/**
 * @param {Ask} ask
 * @param {AbortSignal} signal
 * @param {string} revision Shown first.
 */
export function figureView(ask, signal, revision) {
  const view = new FigureView(ask, signal);
  void view.start(revision);
  return view.node;
}

class FigureView {
  /** @type {Revision | null} */ #shown = null;
  #name = element('div', { class: 'gofigr-live-name' });
  #facts = element('span', { class: 'gofigr-live-facts' });
  #row = element('div', {});
  #picture = zoomable();
  #texts = element('div', { class: 'gofigr-live-texts' });
  #said;
  #talk;
  /** @type {(id: string | null) => void} */ #mark = () => {};

  /**
   * @param {Ask} ask
   * @param {AbortSignal} signal
   */
  constructor(ask, signal) {
    this.ask = ask;
    this.signal = signal;
    this.#said = feedback(signal);
    this.#talk = new Talk(ask, signal, count => {
      this.#talk.node.hidden = count === null;
    });
    this.#talk.node.hidden = true;
    this.copying = copyButtons(ask, () => this.#shown, this.#said.say);
    this.node = element(
      'section',
      {
        class: 'gofigr-live gofigr-live-figure',
        'aria-label': 'Figure',
        [OWN_KEYS]: true
      },
      element(
        'div',
        { class: 'gofigr-live-head' },
        element(
          'div',
          { class: 'gofigr-live-text' },
          this.#name,
          element(
            'div',
            { class: 'gofigr-live-line' },
            this.#facts,
            this.#said.place
          )
        ),
        element(
          'div',
          { class: 'gofigr-live-tools' },
          ...this.#picture.buttons,
          ...this.copying.buttons
        )
      ),
      this.#picture.place,
      this.#row,
      this.#texts,
      this.#talk.node
    );
    this.copying.enable(false);
  }

  /** @param {string} id */
  async start(id) {
    try {
      const { value } = await this.ask('timeline', { revision: id });
      if (this.signal.aborted) {
        return;
      }
      const { ask, signal } = this;
      /** @type {Revision[]} */
      const revisions = value.revisions;
      const { row, mark } = revisionRow(revisions, {
        ask,
        signal,
        size: SIZES.revision,
        onchoose: revision => void this.#show(value.name, revision)
      });
      this.#row.replaceChildren(row);
      this.#mark = mark;
      const first = revisions.find(each => each.id === id) ?? revisions[0];
      await this.#show(value.name, first);
    } catch (error) {
      this.#refuse(id, sentence(error));
    }
  }

  /**
   * @param {string} id
   * @param {string} words
   */
  #refuse(id, words) {
    this.#texts.replaceChildren(
      element(
        'p',
        { class: 'gofigr-live-empty' },
        element('span', {}, words),
        wordButton(() => {
          this.#texts.replaceChildren();
          void this.start(id);
        }, 'Try again')
      )
    );
  }

  /**
   * @param {string} name
   * @param {Revision} revision
   */
  async #show(name, revision) {
    this.#shown = revision;
    this.#mark(revision.id);
    this.node.setAttribute('aria-label', `Figure ${name}`);
    this.#name.replaceChildren(
      outwardLink(revision.link, name, 'gofigr-live-title')
    );
    this.#facts.replaceChildren(
      `revision ${revision.number} · `,
      time(revision.at)
    );
    this.copying.enable(true);
    await Promise.all([
      this.#showPicture(revision),
      this.#showTexts(revision),
      this.#talk.show(revision.id)
    ]);
  }

  /** @param {Revision} revision */
  async #showPicture(revision) {
    try {
      const answer = await this.ask('picture', { revision: revision.id });
      if (this.#shown?.id !== revision.id || this.signal.aborted) {
        return;
      }
      const picture = pictureOf(answer);
      if (picture) {
        const image = document.createElement('img');
        image.alt = revision.alt || `Revision ${revision.number}`;
        showPicture(image, picture, this.signal);
        this.#picture.show(image);
      } else {
        this.#picture.say(
          'There is no picture of this revision. Its page shows it alive.'
        );
      }
    } catch (error) {
      this.#picture.say(sentence(error));
    }
  }

  /** @param {Revision} revision */
  async #showTexts(revision) {
    /** @type {{code: Text[], facts: [string, string][], metadata: string}} */
    let value;
    try {
      value = (await this.ask('details', { revision: revision.id })).value;
    } catch {
      return; // the picture says what is wrong
    }
    if (this.#shown?.id !== revision.id || this.signal.aborted) {
      return;
    }
    const facts = value.facts.flatMap(([label, text]) => [
      element('dt', {}, label),
      element('dd', {}, text)
    ]);
    this.#texts.replaceChildren(
      ...value.code.map((code, index) => folded(code.name, code.text, !index)),
      element('dl', { class: 'gofigr-live-dl' }, ...facts),
      folded('Metadata', value.metadata, false)
    );
  }
}

/**
 * @param {string} title
 * @param {string} text
 * @param {boolean} open
 */
function folded(title, text, open) {
  return element(
    'details',
    { open },
    element('summary', {}, title),
    element('pre', { tabindex: '0' }, text)
  );
}

/** A picture that fits its place, or is larger and scrolls. */
function zoomable() {
  const place = element('div', {
    class: 'gofigr-live-picture',
    tabindex: '0',
    role: 'group',
    'aria-label': 'Picture. Plus and minus zoom, zero fits.'
  });
  /** @type {HTMLImageElement | null} */
  let image = null;
  let scale = 0; // fits
  const draw = () => {
    if (image) {
      image.style.width = scale ? `${image.naturalWidth * scale}px` : '';
      image.style.maxWidth = image.style.maxHeight = scale ? 'none' : '';
    }
  };
  /** @param {number} factor */
  const zoom = factor => {
    if (image?.naturalWidth) {
      const now = scale || image.clientWidth / image.naturalWidth;
      scale = Math.min(LARGEST, Math.max(SMALLEST, now * factor));
      draw();
    }
  };
  const fit = () => {
    scale = 0;
    draw();
  };
  /** @type {Record<string, () => void>} */
  const keys = {
    '+': () => zoom(STEP),
    '=': () => zoom(STEP),
    '-': () => zoom(1 / STEP),
    0: fit
  };
  place.addEventListener('keydown', event => {
    if (keys[event.key]) {
      event.preventDefault();
      event.stopPropagation();
      keys[event.key]();
    }
  });
  place.addEventListener('dblclick', () => (scale ? fit() : zoom(2)));
  return {
    place,
    buttons: [
      iconButton('zoomOut', 'Smaller', () => zoom(1 / STEP)),
      iconButton('zoomIn', 'Larger', () => zoom(STEP))
    ],
    /** @param {HTMLImageElement} picture */
    show: picture => {
      image = picture;
      place.replaceChildren(picture);
      draw();
    },
    /** @param {string} words */
    say: words => {
      image = null;
      place.replaceChildren(words);
    }
  };
}
