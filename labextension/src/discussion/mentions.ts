/** The beginning of a mention that is being written. */
export interface IBeginning {
  /** Where its @ stands. */
  readonly start: number;
  /** What stands between the @ and the caret. */
  readonly prefix: string;
}

const BEGINNING = /(?:^|[^\w@./])@([\w.+-]{0,40})$/;

/**
 * The mention that ends at the caret; null where there is none.
 */
export function beginningAt(text: string, caret: number): IBeginning | null {
  const found = BEGINNING.exec(text.slice(0, caret));
  return found
    ? { start: caret - found[1].length - 1, prefix: found[1] }
    : null;
}

/**
 * `text` with the mention that ends at the caret written out, and where the
 * caret is then.
 */
export function completed(
  text: string,
  caret: number,
  { start }: IBeginning,
  mention: string
): { readonly text: string; readonly caret: number } {
  const before = `${text.slice(0, start)}${mention} `;
  return {
    text: before + text.slice(caret).replace(/^ /, ''),
    caret: before.length
  };
}
