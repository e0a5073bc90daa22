// Questions to the kernel, and pictures out of its answers.

/**
 * @typedef {object} Model What anywidget hands to a view.
 * @property {(name: string) => any} get
 * @property {(content: unknown) => void} send
 * @property {(event: string, listener: (...values: any[]) => void) => void} on
 * @property {(event: string, listener: (...values: any[]) => void) => void} off
 *
 * @typedef {object} Answer
 * @property {any} value
 * @property {DataView[]} buffers
 *
 * @typedef {(what: string, about?: Record<string, unknown>) => Promise<Answer>} Ask
 */

/**
 * A function that asks the kernel. Rejects with a sentence for people.
 *
 * @param {Model} model
 * @param {AbortSignal} signal
 * @returns {Ask}
 */
export function asking(model, signal) {
  /** @type {Map<string, {resolve: (answer: Answer) => void, reject: (error: Error) => void}>} */
  const open = new Map();
  // Several views of one model get every answer: each takes its own.
  const self = crypto.getRandomValues(new Uint32Array(2)).join('-');
  let count = 0;
  /** @type {(content: any, buffers: DataView[]) => void} */
  const heard = (content, buffers) => {
    const asked = open.get(content.answer);
    if (!asked) {
      return;
    }
    open.delete(content.answer);
    if (content.error) {
      asked.reject(new Error(content.error));
    } else {
      asked.resolve({ value: content.value, buffers });
    }
  };
  model.on('msg:custom', heard);
  signal.addEventListener('abort', () => model.off('msg:custom', heard));
  return (what, about = {}) =>
    new Promise((resolve, reject) => {
      const id = `${self}-${++count}`;
      open.set(id, { resolve, reject });
      model.send({ ask: what, id, ...about });
    });
}

/**
 * The picture in an answer; null where there is none.
 *
 * @param {Answer} answer
 * @returns {Blob | null}
 */
export function pictureOf({ value, buffers }) {
  const data = buffers[0];
  if (!data) {
    return null;
  }
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return new Blob([bytes.slice()], { type: value.mime });
}

/**
 * Show a picture in `image` for as long as the view lives.
 *
 * @param {HTMLImageElement} image
 * @param {Blob} picture
 * @param {AbortSignal} signal
 */
export function showPicture(image, picture, signal) {
  const address = URL.createObjectURL(picture);
  signal.addEventListener('abort', () => URL.revokeObjectURL(address));
  image.src = address;
}
