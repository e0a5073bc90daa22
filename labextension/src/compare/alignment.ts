export interface ISize {
  readonly width: number;
  readonly height: number;
}

/** Where a picture lies in the room that it shares with another. */
export interface IBox extends ISize {
  readonly x: number;
  readonly y: number;
}

/** How two pictures are laid upon each other. */
export interface IAlignment {
  /** The room that both need. */
  readonly room: ISize;
  readonly before: IBox;
  readonly after: IBox;
  /** Whether one of them had to be scaled to the other's width. */
  readonly scaled: boolean;
}

/** Widths that differ less are those of a cut that follows what is drawn. */
const SIMILAR = 0.1;

/**
 * The ways in which it makes sense to lay two pictures upon each other.
 *
 * Pictures of nearly one width keep their size, and any corner may be the one
 * where they agree: plots are cut at the edge of their labels. Others get the
 * width of the wider one.
 */
export function alignments(before: ISize, after: ISize): readonly IAlignment[] {
  const width = Math.max(before.width, after.width);
  const similar = Math.abs(before.width - after.width) < SIMILAR * width;
  const [a, b] = similar
    ? [before, after]
    : [before, after].map(size => scaledTo(width, size));
  const room = { width, height: Math.max(a.height, b.height) };
  const corners = [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1]
  ].filter(
    ([right, bottom]) =>
      (!right || a.width !== b.width) && (!bottom || a.height !== b.height)
  );
  const placed = (size: ISize, [right, bottom]: readonly number[]): IBox => ({
    width: size.width,
    height: size.height,
    x: right * (room.width - size.width),
    y: bottom * (room.height - size.height)
  });
  return corners.map(corner => ({
    room,
    before: placed(a, corner),
    after: placed(b, corner),
    scaled: !similar
  }));
}

export function sameSize(a: ISize, b: ISize): boolean {
  return a.width === b.width && a.height === b.height;
}

function scaledTo(width: number, size: ISize): ISize {
  const height = Math.round((size.height * width) / size.width);
  return { width, height: Math.max(1, height) };
}
