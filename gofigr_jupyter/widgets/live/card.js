// The card under a figure in the notebook.
import {
  OWN_KEYS,
  element,
  feedback,
  iconButton,
  outwardLink,
  time
} from './elements.js';
import { asking, pictureOf, showPicture } from './asking.js';
import { copyButtons, sentence } from './copying.js';
import { SIZES, fillFrame, frame, revisionRow } from './pictures.js';
import { Talk } from './talk.js';

const EARLIER = 6;

/**
 * @typedef {import('./asking.js').Model} Model
 * @typedef {import('./copying.js').Revision} Revision
 *
 * @typedef {object} State What the kernel knows of the figure.
 * @property {string} name
 * @property {'waiting' | 'kept' | 'failed'} state
 * @property {string} words The state in words, with the reason where there is one.
 * @property {Revision | null} revision
 */

/** @param {{model: Model, el: HTMLElement, signal: AbortSignal}} view */
export function renderCard({ model, el, signal }) {
  const card = new Card(asking(model, signal), signal);
  const show = () => card.show(model.get('state'));
  model.on('change:state', show);
  signal.addEventListener('abort', () => model.off('change:state', show));
  el.append(card.node);
  show();
}

class Card {
  /** @type {State | null} */ #state = null;
  /** @type {Revision | null} */ #opened = null;
  #thumbnail = frame(SIZES.card);
  #name = element('div', { class: 'gofigr-live-name' });
  #facts = element('span', { class: 'gofigr-live-facts' });
  #earlier = element('div', { class: 'gofigr-live-earlier' });
  #below = element('div', { class: 'gofigr-live-below' });
  #discuss;
  #talk;
  /** @type {(id: string | null) => void} */ #mark = () => {};

  /**
   * @param {import('./asking.js').Ask} ask
   * @param {AbortSignal} signal
   */
  constructor(ask, signal) {
    this.ask = ask;
    this.signal = signal;
    const said = feedback(signal);
    this.copying = copyButtons(
      ask,
      () => this.#opened ?? this.#state?.revision ?? null,
      said.say
    );
    this.#discuss = iconButton('talk', 'Discuss', () => this.#unfold());
    this.#discuss.setAttribute('aria-expanded', 'false');
    this.#discuss.hidden = true;
    this.#talk = new Talk(ask, signal, count => this.#count(count));
    this.#talk.node.hidden = true;
    this.node = element(
      'section',
      { class: 'gofigr-live gofigr-live-card', [OWN_KEYS]: true },
      element(
        'div',
        { class: 'gofigr-live-head' },
        this.#thumbnail,
        element(
          'div',
          { class: 'gofigr-live-text' },
          this.#name,
          element('div', { class: 'gofigr-live-line' }, this.#facts, said.place)
        ),
        this.#earlier,
        element(
          'div',
          { class: 'gofigr-live-tools' },
          this.#discuss,
          ...this.copying.buttons
        )
      ),
      this.#below,
      this.#talk.node
    );
    this.node.addEventListener('keydown', event => {
      if (event.key === 'Escape' && this.#opened) {
        event.stopPropagation();
        this.#close();
      }
    });
  }

  /** @param {State} state */
  show(state) {
    const before = this.#state;
    this.#state = state;
    this.node.dataset.state = state.state;
    this.node.setAttribute('aria-label', `Figure ${state.name}`);
    this.#describe();
    const kept = state.state === 'kept' && state.revision;
    if (!kept) {
      return;
    }
    if (before?.state !== 'kept' || before.revision?.id !== kept.id) {
      const { ask, signal } = this;
      void fillFrame(this.#thumbnail, kept.id, {
        ask,
        signal,
        size: SIZES.card
      });
      void this.#findEarlier(kept);
      void this.#talk.show(kept.id);
    }
  }

  /** @param {number | null} count How much was said; null where nobody can talk. */
  #count(count) {
    this.#discuss.hidden = count === null;
    this.#discuss.dataset.count = count ? String(count) : '';
    const label = count ? `Discuss (${count})` : 'Discuss';
    this.#discuss.title = label;
    this.#discuss.setAttribute('aria-label', label);
  }

  #unfold() {
    const node = this.#talk.node;
    node.hidden = !node.hidden;
    this.#discuss.setAttribute('aria-expanded', String(!node.hidden));
    if (!node.hidden) {
      this.#talk.focus();
    }
  }

  #describe() {
    const state = this.#state;
    if (!state) {
      return;
    }
    const shown = this.#opened ?? state.revision;
    this.#name.replaceChildren(
      outwardLink(shown?.link, state.name, 'gofigr-live-title')
    );
    const words = this.#opened ? 'Earlier' : state.words;
    this.#facts.replaceChildren(
      element('span', { class: 'gofigr-live-state' }, words),
      ...(shown ? [` · revision ${shown.number}`] : []),
      ...(this.#opened ? [' · ', time(this.#opened.at)] : [])
    );
    this.copying.enable(state.state === 'kept');
  }

  /** @param {Revision} kept */
  async #findEarlier(kept) {
    /** @type {Revision[]} */
    let revisions;
    try {
      const { value } = await this.ask('timeline', { revision: kept.id });
      revisions = value.revisions;
    } catch {
      return; // the card is whole without them
    }
    if (this.signal.aborted || this.#state?.revision?.id !== kept.id) {
      return;
    }
    const earlier = revisions.filter(each => each.number < kept.number);
    const { ask, signal } = this;
    const shown = earlier.slice(0, EARLIER);
    const { row, mark } = revisionRow(shown, {
      ask,
      signal,
      size: SIZES.earlier,
      onchoose: revision => this.#choose(revision)
    });
    this.#mark = mark;
    const more = earlier.length - shown.length;
    this.#earlier.replaceChildren(
      ...(shown.length ? [row] : []),
      ...(more ? [outwardLink(kept.link, `+${more}`, 'gofigr-live-more')] : [])
    );
  }

  /** @param {Revision} revision */
  #choose(revision) {
    if (this.#opened?.id === revision.id) {
      this.#close();
      return;
    }
    this.#opened = revision;
    this.#mark(revision.id);
    this.#describe();
    void this.#showBelow(revision);
  }

  #close() {
    const choice = this.#earlier.querySelector('[aria-pressed="true"]');
    this.#opened = null;
    this.#mark(null);
    this.#below.replaceChildren();
    this.#describe();
    if (choice instanceof HTMLElement) {
      choice.focus();
    }
  }

  /** @param {Revision} revision */
  async #showBelow(revision) {
    const label = `Revision ${revision.number}`;
    const place = element('div', { class: 'gofigr-live-large' });
    this.#below.replaceChildren(
      element(
        'figure',
        { class: 'gofigr-live-opened', 'aria-label': label },
        place,
        iconButton('close', `Close revision ${revision.number}`, () =>
          this.#close()
        )
      )
    );
    try {
      const picture = pictureOf(
        await this.ask('picture', { revision: revision.id })
      );
      if (picture === null) {
        throw new Error('There is no picture of this revision. Open its page.');
      }
      const image = document.createElement('img');
      image.alt = revision.alt || label;
      showPicture(image, picture, this.signal);
      place.replaceChildren(image);
    } catch (error) {
      place.replaceChildren(sentence(error));
    }
  }
}
