import { Chunk } from '@codemirror/merge';
import { Text } from '@codemirror/state';

/** A text as two revisions have it; null where one does not. */
export interface ITextPair {
  readonly name: string;
  /** As the code object names it: `Python`, `R`; empty where it does not. */
  readonly language: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A text of one revision. */
export interface IText {
  readonly name: string;
  readonly language: string;
  readonly text: string;
}

/**
 * The texts of two revisions, joined by name: first those that the second one
 * has, in its order.
 */
export function paired(
  before: readonly IText[],
  after: readonly IText[]
): readonly ITextPair[] {
  const rest = [...before];
  const pairs = after.map(now => {
    const index = rest.findIndex(({ name }) => name === now.name);
    const [old] = index >= 0 ? rest.splice(index, 1) : [];
    return { ...now, before: old?.text ?? null, after: now.text };
  });
  const gone = rest.map(old => ({ ...old, before: old.text, after: null }));
  return [...pairs, ...gone].map(({ name, language, before, after }) => ({
    name,
    language,
    before,
    after
  }));
}

/**
 * How many lines differ: of a replaced passage, those of its longer form.
 */
export function changedLines(before: string, after: string): number {
  // With a last line break, or a line added at the end would change the one before.
  const [a, b] = [before, after].map(text =>
    Text.of(`${text.replace(/\n$/, '')}\n`.split('\n'))
  );
  return Chunk.build(a, b, { scanLimit: 500 }).reduce(
    (count, chunk) =>
      count +
      Math.max(
        lines(a, chunk.fromA, chunk.toA),
        lines(b, chunk.fromB, chunk.toB)
      ),
    0
  );
}

function lines(text: Text, from: number, to: number): number {
  if (from === to) {
    return 0;
  }
  const last = Math.max(from, Math.min(to - 1, text.length));
  return text.lineAt(last).number - text.lineAt(from).number + 1;
}
