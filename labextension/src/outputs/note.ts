/** The figure that a cell's note says it kept. */
export interface IKept {
  /** The short id or the id of the revision. */
  readonly revision: string;
}

/** Our note under a kept figure: "Kept as “Mass” · revision 2 · /r/Ab3dE9xk1". */
const NOTE = /^<div[^>]*>Kept as .*<a href="[^"]*\/r\/([0-9A-Za-z-]+)"/s;

/**
 * Which kept figure the output at `index` of a cell is; null where it is none.
 * `htmls` are the cell's outputs as HTML, null for one that has none; the note
 * of a figure follows it at once.
 */
export function keptOutput(
  htmls: readonly (string | null)[],
  index: number
): IKept | null {
  return noteIn(htmls[index]) ?? keptFigure(htmls, index);
}

/**
 * Which kept figure the output at `index` of a cell shows; null where it shows
 * none, as a note does.
 */
export function keptFigure(
  htmls: readonly (string | null)[],
  index: number
): IKept | null {
  return noteIn(htmls[index]) ? null : noteIn(htmls[index + 1]);
}

/**
 * The first kept figure of a cell; null where it has none.
 */
export function keptInCell(htmls: readonly (string | null)[]): IKept | null {
  return htmls.map(noteIn).find(kept => kept !== null) ?? null;
}

function noteIn(html: string | null | undefined): IKept | null {
  const found = NOTE.exec(html ?? '');
  return found && { revision: found[1] };
}
