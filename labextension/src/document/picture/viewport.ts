/** Width and height. */
export interface ISize {
  readonly width: number;
  readonly height: number;
}

/** How a picture lies in its stage: scaled, then moved. */
export interface IView {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
  /** Whether it follows the size of the stage. */
  readonly fits: boolean;
}

export const LARGEST = 32;
export const STEP = 1.25;

/**
 * The view that shows the whole picture in the middle; small pictures are not
 * made larger than they are.
 */
export function fit(picture: ISize, stage: ISize): IView {
  const scale = Math.min(
    stage.width / picture.width,
    stage.height / picture.height,
    1
  );
  return { ...centered(picture, stage, scale), fits: true };
}

/**
 * One pixel of the picture on one pixel of the page, around the middle.
 */
export function actualSize(picture: ISize, stage: ISize): IView {
  return { ...centered(picture, stage, 1), fits: false };
}

/**
 * `view` larger by `factor`, while the point (x, y) of the stage stays where it
 * is. Not smaller than the whole picture.
 */
export function zoomed(
  view: IView,
  factor: number,
  at: { readonly x: number; readonly y: number },
  picture: ISize,
  stage: ISize
): IView {
  const whole = fit(picture, stage);
  const scale = Math.min(view.scale * factor, Math.max(LARGEST, whole.scale));
  if (scale <= whole.scale) {
    return whole;
  }
  const ratio = scale / view.scale;
  return held(
    {
      scale,
      x: at.x - (at.x - view.x) * ratio,
      y: at.y - (at.y - view.y) * ratio,
      fits: false
    },
    picture,
    stage
  );
}

/**
 * `view` moved, so that some of the picture stays in sight.
 */
export function panned(
  view: IView,
  by: { readonly x: number; readonly y: number },
  picture: ISize,
  stage: ISize
): IView {
  const moved = { ...view, x: view.x + by.x, y: view.y + by.y, fits: false };
  return view.fits ? view : held(moved, picture, stage);
}

function held(view: IView, picture: ISize, stage: ISize): IView {
  return {
    ...view,
    x: heldAxis(view.x, picture.width * view.scale, stage.width),
    y: heldAxis(view.y, picture.height * view.scale, stage.height)
  };
}

/** Along one axis: no gap beside a large picture, a small one in the middle. */
function heldAxis(start: number, length: number, room: number): number {
  if (length <= room) {
    return (room - length) / 2;
  }
  return Math.min(0, Math.max(room - length, start));
}

function centered(
  picture: ISize,
  stage: ISize,
  scale: number
): Omit<IView, 'fits'> {
  return {
    scale,
    x: (stage.width - picture.width * scale) / 2,
    y: (stage.height - picture.height * scale) / 2
  };
}
