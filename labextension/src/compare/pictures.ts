import { IAlignment, IBox, ISize } from './alignment';
import { IDifference, IPixels, difference } from './difference';

/** A picture that is decoded and ready to be shown. */
export interface IRaster {
  /** The address that shows it; valid until `close`. */
  readonly url: string;
  readonly size: ISize;
  close(): void;
}

export interface IRasterPair {
  readonly before: IRaster;
  readonly after: IRaster;
}

/**
 * What the browser does with pictures.
 */
export interface IPictures {
  /** Rejects where the bytes are no picture. */
  open(bytes: Uint8Array, mime: string): Promise<IRaster>;
  /** Where two pictures differ that are laid upon each other. */
  difference(
    pair: IRasterPair,
    alignment: IAlignment,
    signal: AbortSignal
  ): Promise<IDifference>;
}

/** Scaling softens every edge: differences below this are its own. */
const SCALED_TOLERANCE = 24;

/**
 * Pictures of the page's own browser.
 */
export class BrowserPictures implements IPictures {
  async open(bytes: Uint8Array, mime: string): Promise<IRaster> {
    const url = URL.createObjectURL(new Blob([bytes], { type: mime }));
    const image = new Image();
    image.src = url;
    try {
      await image.decode();
    } catch (error) {
      URL.revokeObjectURL(url);
      throw error;
    }
    this._images.set(url, image);
    return {
      url,
      size: {
        width: image.naturalWidth || FALLBACK.width,
        height: image.naturalHeight || FALLBACK.height
      },
      close: () => {
        this._images.delete(url);
        URL.revokeObjectURL(url);
      }
    };
  }

  async difference(
    pair: IRasterPair,
    alignment: IAlignment,
    signal: AbortSignal
  ): Promise<IDifference> {
    // Decoded here, off the page's thread, and not while rows are read.
    const [before, after] = await Promise.all([
      this.decoded(pair.before),
      this.decoded(pair.after)
    ]);
    const { room } = alignment;
    try {
      return await difference(
        { ...room, rows: stripReader(before, alignment.before, room.width) },
        { ...room, rows: stripReader(after, alignment.after, room.width) },
        {
          tolerance: alignment.scaled ? SCALED_TOLERANCE : 0,
          breathe: nextTask,
          signal
        }
      );
    } finally {
      before.close();
      after.close();
    }
  }

  private async decoded(raster: IRaster): Promise<ImageBitmap> {
    const image = this._images.get(raster.url);
    if (!image) {
      throw new Error('The picture is closed.');
    }
    return createImageBitmap(image);
  }

  private readonly _images = new Map<string, HTMLImageElement>();
}

/** Of a vector picture that says none. */
const FALLBACK: ISize = { width: 640, height: 480 };

function stripReader(
  image: ImageBitmap,
  box: IBox,
  width: number
): IPixels['rows'] {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (from, count) => {
    if (!context) {
      throw new Error('The browser gives no canvas.');
    }
    canvas.height = count; // clears it too
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, box.x, box.y - from, box.width, box.height);
    return context.getImageData(0, 0, width, count).data;
  };
}

/** A task of its own, without the pause that nested timers make. */
function nextTask(): Promise<void> {
  return new Promise(resolve => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}
