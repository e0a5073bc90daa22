import { IRegion } from '../calls/comments';

/** Where a picture lies in its stage, in pixels. */
export interface IBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A place in fractions of the picture. */
export interface ISpot {
  readonly x: number;
  readonly y: number;
}

/** A drag that is shorter is a click. */
const LEAST = 0.01;
const STEP = 0.02;

/** Where the upper left corner of a region is in the stage. */
export function placed(
  region: IRegion,
  box: IBox
): { readonly left: number; readonly top: number } {
  return {
    left: box.x + region.x * box.width,
    top: box.y + region.y * box.height
  };
}

/** The place of the picture at this point of the stage, or the nearest. */
export function spotAt(x: number, y: number, box: IBox): ISpot {
  return {
    x: fraction((x - box.x) / box.width),
    y: fraction((y - box.y) / box.height)
  };
}

/** The region between two places; a spot where they are close. */
export function cornered(one: ISpot, other: ISpot): IRegion {
  const width = Math.abs(one.x - other.x);
  const height = Math.abs(one.y - other.y);
  if (Math.max(width, height) < LEAST) {
    return { ...one, width: 0, height: 0 };
  }
  const x = Math.min(one.x, other.x);
  const y = Math.min(one.y, other.y);
  // The sums must not reach out of the picture by a rounding error.
  return {
    x,
    y,
    width: Math.min(width, 1 - x),
    height: Math.min(height, 1 - y)
  };
}

/** The place one step from `spot` by an arrow key; null for another key. */
export function stepped(spot: ISpot, key: string): ISpot | null {
  const steps: Readonly<Record<string, ISpot>> = {
    ArrowLeft: { x: -STEP, y: 0 },
    ArrowRight: { x: STEP, y: 0 },
    ArrowUp: { x: 0, y: -STEP },
    ArrowDown: { x: 0, y: STEP }
  };
  const step = steps[key];
  return step
    ? { x: fraction(spot.x + step.x), y: fraction(spot.y + step.y) }
    : null;
}

function fraction(value: number): number {
  return Math.min(Math.max(value, 0), 1);
}
