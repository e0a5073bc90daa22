import { ISize } from './alignment';

/** Where the picture lies in its frame: its scale, and its left upper corner. */
export interface IZoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface IPoint {
  readonly x: number;
  readonly y: number;
}

const LARGEST = 32;
const MARGIN = 8;

/**
 * The whole picture, as large as the frame allows but not enlarged, in the middle.
 */
export function fit(picture: ISize, frame: ISize): IZoom {
  const scale = Math.min(
    1,
    Math.max(frame.width - 2 * MARGIN, 1) / picture.width,
    Math.max(frame.height - 2 * MARGIN, 1) / picture.height
  );
  return centered(picture, frame, scale);
}

/**
 * The picture at `scale` in the middle of the frame.
 */
export function centered(picture: ISize, frame: ISize, scale: number): IZoom {
  return {
    scale,
    x: (frame.width - picture.width * scale) / 2,
    y: (frame.height - picture.height * scale) / 2
  };
}

/**
 * `zoom` times `factor`, so that what lies at `point` of the frame stays there.
 * The picture shrinks no further than to half of what fits.
 */
export function zoomed(
  zoom: IZoom,
  factor: number,
  point: IPoint,
  smallest: number
): IZoom {
  const wanted = zoom.scale * factor;
  const scale = Math.min(Math.max(wanted, smallest / 2), LARGEST);
  const grown = scale / zoom.scale;
  return {
    scale,
    x: point.x - (point.x - zoom.x) * grown,
    y: point.y - (point.y - zoom.y) * grown
  };
}

/**
 * Moved by `by`, though not so far that the picture leaves the frame.
 */
export function panned(
  zoom: IZoom,
  by: IPoint,
  picture: ISize,
  frame: ISize
): IZoom {
  const keep = 32;
  return {
    scale: zoom.scale,
    x: clamp(
      zoom.x + by.x,
      keep - picture.width * zoom.scale,
      frame.width - keep
    ),
    y: clamp(
      zoom.y + by.y,
      keep - picture.height * zoom.scale,
      frame.height - keep
    )
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
