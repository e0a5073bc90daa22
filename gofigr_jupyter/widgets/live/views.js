// The library: which view draws what. Its one model serves all of a page.
import { renderCard } from './card.js';
import { renderFigure } from './figure.js';
import { renderGallery } from './gallery.js';

/** @typedef {{model: import('./asking.js').Model, el: HTMLElement, signal: AbortSignal}} View */

/** @type {Record<string, (view: View) => void>} */
const VIEWS = {
  card: renderCard,
  figure: renderFigure,
  gallery: renderGallery
};

export default {
  initialize() {
    return {
      /** @param {View} view */
      render: view => VIEWS[view.model.get('kind')](view)
    };
  }
};
