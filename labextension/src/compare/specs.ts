import { ITextPair } from './code';
import { ISide } from './side';

/** What a specification says of itself (see `capture/stamps/spec.py`). */
const STAMP = 'gofigr';
const USERS = 'usermeta';

/**
 * A specification as text that can be compared: one value a line, the keys in
 * order, without what it says of itself. What is not JSON stays as it is.
 */
export function specText(spec: string): string {
  try {
    return JSON.stringify(ordered(withoutStamp(JSON.parse(spec))), null, 2);
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

function withoutStamp(spec: unknown): unknown {
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) {
    return spec;
  }
  const isOurs = ([name, value]: [string, unknown]) =>
    name === STAMP ||
    (name === USERS && Object.keys(Object(value)).join() === STAMP);
  return Object.fromEntries(
    Object.entries(spec).filter(entry => !isOurs(entry))
  );
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
