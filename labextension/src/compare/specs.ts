import { ITextPair } from './code';
import { ISide } from './side';

/**
 * A specification as text that can be compared: one value a line, the keys in
 * order. What is not JSON stays as it is.
 */
export function specText(spec: string): string {
  try {
    return JSON.stringify(ordered(JSON.parse(spec)), null, 2);
  } catch {
    return spec;
  }
}

/**
 * What draws the two pictures, where either is drawn from a specification.
 */
export function specPair(before: ISide, after: ISide): ITextPair | null {
  const [old, now] = [before, after].map(({ picture }) =>
    picture.kind === 'live' ? specText(picture.spec) : null
  );
  return old === null && now === null
    ? null
    : { name: '', language: 'json', before: old, after: now };
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(ordered);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).map(
    ([name, inner]) => [name, ordered(inner)] as const
  );
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
