// Elements of the page, made without markup: text is only ever text.

const SVG = 'http://www.w3.org/2000/svg';
const FEEDBACK_MS = 4000;

/** Keeps the notebook's own keys (Enter, j, dd) away from what is inside. */
export const OWN_KEYS = 'data-lm-suppress-shortcuts';

/** @type {Record<string, string>} Paths in a square of 16, drawn in strokes. */
const ICONS = {
  link: 'M6.5 9.5 9.5 6.5M7 4.5l1-1a3 3 0 0 1 4.5 4.5l-1 1M9 11.5l-1 1A3 3 0 0 1 3.5 8l1-1',
  picture: 'M2.5 3.5h11v9h-11zM2.5 10.5l3-3 3 3 2-2 3 3M10.5 6.5h.01',
  download: 'M8 2.5v7m-3-3 3 3 3-3M3 12.5h10',
  talk: 'M2.5 3.5h11v7H7l-3 2.5v-2.5H2.5z',
  close: 'M4 4l8 8M12 4l-8 8',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  forward: 'M6.5 3.5 11 8l-4.5 4.5',
  zoomIn: 'M8 3.5v9M3.5 8h9',
  zoomOut: 'M3.5 8h9'
};

/**
 * An element with attributes and children. A function is a listener for the
 * event that its name says after "on"; false and null leave an attribute out.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | string | null)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      made.addEventListener(
        name.slice(2),
        /** @type {EventListener} */ (value)
      );
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, value === true ? '' : String(value));
    }
  }
  made.append(...children.filter(child => child !== null));
  return made;
}

/**
 * @param {string} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const picture = document.createElementNS(SVG, 'svg');
  picture.setAttribute('viewBox', '0 0 16 16');
  picture.setAttribute('aria-hidden', 'true');
  picture.setAttribute('class', 'gofigr-live-icon');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  picture.append(path);
  return picture;
}

/**
 * A button that shows an icon; its label is read out and shown on hover.
 *
 * @param {string} picture
 * @param {string} label
 * @param {() => void} onclick
 */
export function iconButton(picture, label, onclick) {
  return /** @type {HTMLButtonElement} */ (
    element(
      'button',
      {
        type: 'button',
        class: 'gofigr-live-button',
        title: label,
        'aria-label': label,
        onclick
      },
      icon(picture)
    )
  );
}

/**
 * A button that says what it does.
 *
 * @param {() => void} onclick
 * @param {...(Node | string)} words
 */
export function wordButton(onclick, ...words) {
  return /** @type {HTMLButtonElement} */ (
    element(
      'button',
      { type: 'button', class: 'gofigr-live-again', onclick },
      ...words
    )
  );
}

/**
 * A link that opens in a tab of its own. Only web addresses become links.
 *
 * @param {string | null | undefined} address
 * @param {string} text
 * @param {string} className
 */
export function outwardLink(address, text, className) {
  if (!address || !/^https?:\/\//.test(address)) {
    return element('span', { class: className, title: text }, text);
  }
  return element(
    'a',
    {
      class: className,
      href: address,
      title: text,
      target: '_blank',
      rel: 'noopener'
    },
    text
  );
}

/**
 * A place for short words about what was just done; read out, gone by itself.
 *
 * @param {AbortSignal} signal
 */
export function feedback(signal) {
  const place = element('span', { class: 'gofigr-live-said', role: 'status' });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  signal.addEventListener('abort', () => clearTimeout(timer));
  /** @param {string} words */
  const say = words => {
    place.textContent = words;
    clearTimeout(timer);
    timer = setTimeout(() => (place.textContent = ''), FEEDBACK_MS);
  };
  return { place, say };
}

/**
 * A time as people say it, and in full on hover.
 *
 * @param {string | null | undefined} iso
 */
export function time(iso) {
  const when = new Date(iso ?? '');
  if (Number.isNaN(when.getTime())) {
    return element('span');
  }
  const days = (Date.now() - when.getTime()) / 86_400_000;
  /** @type {Intl.DateTimeFormatOptions} */
  const today = { hour: '2-digit', minute: '2-digit' };
  /** @type {Intl.DateTimeFormatOptions} */
  const form =
    days < 0.5
      ? today
      : days < 6
        ? { weekday: 'short', ...today }
        : { day: 'numeric', month: 'short', year: 'numeric' };
  return element(
    'time',
    { datetime: when.toISOString(), title: when.toLocaleString() },
    when.toLocaleString(undefined, form)
  );
}
