// The gallery: everything that is kept, newest first, with search and pages.
import {
  OWN_KEYS,
  element,
  icon,
  iconButton,
  time,
  wordButton
} from './elements.js';
import { asking } from './asking.js';
import { sentence } from './copying.js';
import { figureView } from './figure.js';
import { SIZES, fillFrame, frame } from './pictures.js';

const PAGE = 12;
const TYPING_MS = 250;
const LONG_MS = 3000;
const BUSY = 'Waiting for the kernel, which is busy';

/**
 * @typedef {import('./asking.js').Model} Model
 * @typedef {{id: string, name: string, workspace?: string}} Place
 * @typedef {{revision: string, name: string, analysis: string, number: number, at: string}} Tile
 */

/** @param {{model: Model, el: HTMLElement, signal: AbortSignal}} view */
export function renderGallery({ model, el, signal }) {
  const gallery = new Gallery(
    asking(model, signal),
    signal,
    model.get('state').search ?? ''
  );
  el.append(gallery.node);
  void gallery.start();
}

class Gallery {
  #offset = 0;
  #asked = 0;
  /** @type {Place[]} */ #analyses = [];
  #search;
  #workspace = chooser('Workspace', 'All workspaces');
  #analysis = chooser('Analysis', 'All analyses');
  #grid = element('ul', { class: 'gofigr-live-grid' });
  #words = element('span', { class: 'gofigr-live-count', role: 'status' });
  #newer = iconButton('back', 'Newer figures', () => this.#leaf(-PAGE));
  #older = iconButton('forward', 'Older figures', () => this.#leaf(PAGE));
  #list = element('div', { class: 'gofigr-live-list' });
  #detail = element('div', { class: 'gofigr-live-detail' });

  /**
   * @param {import('./asking.js').Ask} ask
   * @param {AbortSignal} signal
   * @param {string} search
   */
  constructor(ask, signal, search) {
    this.ask = ask;
    this.signal = signal;
    this.#search = /** @type {HTMLInputElement} */ (
      element('input', {
        type: 'search',
        class: 'gofigr-live-input',
        placeholder: 'Search names',
        'aria-label': 'Search names',
        oninput: () => this.#typed()
      })
    );
    this.#search.value = search;
    this.#workspace.onchange = () => {
      this.#offerAnalyses();
      void this.#find(0);
    };
    this.#analysis.onchange = () => void this.#find(0);
    this.#list.append(
      element(
        'div',
        { class: 'gofigr-live-bar' },
        this.#search,
        this.#workspace,
        this.#analysis,
        element(
          'span',
          { class: 'gofigr-live-pages' },
          this.#words,
          this.#newer,
          this.#older
        )
      ),
      this.#grid
    );
    this.node = element(
      'section',
      {
        class: 'gofigr-live gofigr-live-gallery',
        'aria-label': 'Figures',
        [OWN_KEYS]: true
      },
      this.#list,
      this.#detail
    );
  }

  async start() {
    await this.#find(0);
    try {
      const { workspaces, analyses } = (await this.ask('places')).value;
      this.#analyses = analyses;
      offer(this.#workspace, workspaces);
      this.#offerAnalyses();
    } catch {
      // The page of figures has said what is wrong.
    }
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  #typed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#find(0), TYPING_MS);
  }

  /** @param {number} step */
  #leaf(step) {
    void this.#find(Math.max(0, this.#offset + step));
  }

  #offerAnalyses() {
    const workspace = this.#workspace.value;
    offer(
      this.#analysis,
      this.#analyses.filter(each => !workspace || each.workspace === workspace)
    );
  }

  /** @param {number} offset */
  async #find(offset) {
    const asked = ++this.#asked;
    this.#list.setAttribute('aria-busy', 'true');
    const late = setTimeout(() => (this.#words.textContent = BUSY), LONG_MS);
    try {
      const { value } = await this.ask('page', {
        search: this.#search.value,
        workspace: this.#workspace.value,
        analysis: this.#analysis.value,
        offset,
        limit: PAGE
      });
      if (asked === this.#asked && !this.signal.aborted) {
        this.#show(value.tiles, offset, value.total);
      }
    } catch (error) {
      if (asked === this.#asked && !this.signal.aborted) {
        this.#refuse(sentence(error), offset);
      }
    }
    clearTimeout(late);
    this.#list.removeAttribute('aria-busy');
  }

  /**
   * @param {Tile[]} tiles
   * @param {number} offset
   * @param {number} total
   */
  #show(tiles, offset, total) {
    this.#offset = offset;
    this.#newer.disabled = offset === 0;
    this.#older.disabled = offset + tiles.length >= total;
    this.#words.textContent = tiles.length
      ? `${offset + 1} to ${offset + tiles.length} of ${total}`
      : '';
    this.#grid.replaceChildren(
      ...(tiles.length
        ? tiles.map(tile => this.#tile(tile))
        : [element('li', { class: 'gofigr-live-empty' }, this.#nothing())])
    );
  }

  #nothing() {
    const narrowed =
      this.#search.value || this.#workspace.value || this.#analysis.value;
    return narrowed
      ? 'No figure fits. Search for less, or choose all analyses.'
      : 'No figure is kept yet. Run a cell that draws one.';
  }

  /**
   * @param {string} words
   * @param {number} offset
   */
  #refuse(words, offset) {
    this.#words.textContent = '';
    this.#newer.disabled = this.#older.disabled = true;
    this.#grid.replaceChildren(
      element(
        'li',
        { class: 'gofigr-live-empty' },
        element('span', {}, words),
        wordButton(() => void this.#find(offset), 'Try again')
      )
    );
  }

  /** @param {Tile} tile */
  #tile(tile) {
    const place = frame(SIZES.tile);
    const { ask, signal } = this;
    void fillFrame(place, tile.revision, { ask, signal, size: SIZES.tile });
    const button = element(
      'button',
      {
        type: 'button',
        class: 'gofigr-live-tile',
        onclick: () => this.#open(tile, button)
      },
      place,
      element(
        'span',
        { class: 'gofigr-live-title', title: tile.name },
        tile.name
      ),
      element(
        'span',
        { class: 'gofigr-live-facts' },
        `rev ${tile.number} · `,
        time(tile.at)
      )
    );
    return element('li', {}, button);
  }

  /**
   * @param {Tile} tile
   * @param {HTMLElement} from
   */
  #open(tile, from) {
    const controller = new AbortController();
    const close = () => {
      controller.abort();
      this.#detail.replaceChildren();
      this.#list.hidden = false;
      from.focus();
    };
    const back = wordButton(close, icon('back'), 'All figures');
    this.#list.hidden = true;
    this.#detail.replaceChildren(
      back,
      figureView(
        this.ask,
        AbortSignal.any([controller.signal, this.signal]),
        tile.revision
      )
    );
    back.focus();
  }
}

/**
 * @param {string} label
 * @param {string} all What the first choice says: no choice.
 */
function chooser(label, all) {
  return /** @type {HTMLSelectElement} */ (
    element(
      'select',
      { class: 'gofigr-live-input', 'aria-label': label },
      element('option', { value: '' }, all)
    )
  );
}

/**
 * Offer `places` beside the first choice, and keep what is chosen if it is there.
 *
 * @param {HTMLSelectElement} chooser
 * @param {readonly Place[]} places
 */
function offer(chooser, places) {
  const chosen = chooser.value;
  chooser.replaceChildren(
    chooser.options[0],
    ...places.map(({ id, name }) => element('option', { value: id }, name))
  );
  chooser.value = places.some(({ id }) => id === chosen) ? chosen : '';
}
