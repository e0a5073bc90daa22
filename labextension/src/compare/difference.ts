/** A picture whose pixels are read a few rows at a time. */
export interface IPixels {
  readonly width: number;
  readonly height: number;
  /** RGBA of `count` rows from row `from` on. */
  rows(from: number, count: number): Uint8ClampedArray;
}

export interface IRegion {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface IDifference {
  readonly width: number;
  readonly height: number;
  /** How many pixels differ. */
  readonly changed: number;
  /** The smallest rectangle that holds them all; null when there are none. */
  readonly region: IRegion | null;
  /** One byte for each pixel, 1 where it differs. */
  readonly mask: Uint8Array;
}

export interface IDifferenceOptions {
  /** Channels that differ by no more than this count as the same. */
  readonly tolerance: number;
  /** Lets the page do something else. */
  readonly breathe: () => Promise<void>;
  readonly signal?: AbortSignal;
}

/** So few that reading and comparing them takes a few milliseconds. */
const PIXELS_AT_ONCE = 1 << 18;

/**
 * Where two pictures of the same size differ. Transparent pixels are the same
 * whatever color lies under them.
 *
 * Rejects with the signal's reason when it is aborted.
 */
export async function difference(
  a: IPixels,
  b: IPixels,
  options: IDifferenceOptions
): Promise<IDifference> {
  const { width, height } = a;
  const mask = new Uint8Array(width * height);
  const step = Math.max(1, Math.floor(PIXELS_AT_ONCE / width));
  for (let from = 0; from < height; from += step) {
    const count = Math.min(step, height - from);
    mark(
      a.rows(from, count),
      b.rows(from, count),
      options.tolerance,
      mask.subarray(from * width, (from + count) * width)
    );
    await options.breathe();
    options.signal?.throwIfAborted();
  }
  return { width, height, mask, ...measured(mask, width) };
}

function mark(
  a: Uint8ClampedArray,
  b: Uint8ClampedArray,
  tolerance: number,
  mask: Uint8Array
): void {
  for (let pixel = 0, at = 0; pixel < mask.length; pixel++, at += 4) {
    const invisible = a[at + 3] === 0 && b[at + 3] === 0;
    if (
      !invisible &&
      (Math.abs(a[at] - b[at]) > tolerance ||
        Math.abs(a[at + 1] - b[at + 1]) > tolerance ||
        Math.abs(a[at + 2] - b[at + 2]) > tolerance ||
        Math.abs(a[at + 3] - b[at + 3]) > tolerance)
    ) {
      mask[pixel] = 1;
    }
  }
}

function measured(
  mask: Uint8Array,
  width: number
): { changed: number; region: IRegion | null } {
  let changed = 0;
  let left = width;
  let right = -1;
  let first = -1;
  let last = -1;
  for (
    let pixel = mask.indexOf(1);
    pixel >= 0;
    pixel = mask.indexOf(1, pixel + 1)
  ) {
    changed++;
    const column = pixel % width;
    left = Math.min(left, column);
    right = Math.max(right, column);
    first = first < 0 ? pixel : first;
    last = pixel;
  }
  const top = Math.floor(first / width);
  const region = {
    x: left,
    y: top,
    width: right - left + 1,
    height: Math.floor(last / width) - top + 1
  };
  return { changed, region: changed ? region : null };
}
