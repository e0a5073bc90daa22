import { FOR_PROGRAMS } from '../../metadata';

/** A value of the metadata under a readable name. */
export interface IEntry {
  readonly label: string;
  readonly value: string;
}

/** Entries that belong together; the first section has no heading. */
export interface ISection {
  readonly heading: string;
  readonly entries: readonly IEntry[];
}

const DEEPEST = 4;

/**
 * Metadata (any JSON) as sections of readable entries: plain values first, and
 * then a section for each object in it.
 */
export function sections(metadata: unknown): readonly ISection[] {
  const found: ISection[] = [];
  gather(metadata, [], found);
  return found.filter(({ entries }) => entries.length > 0);
}

function gather(value: unknown, path: string[], into: ISection[]): void {
  const entries: IEntry[] = [];
  into.push({ heading: path.map(spoken).join(' · '), entries });
  const members: [string, unknown][] =
    typeof value === 'object' && value !== null
      ? Object.entries(value)
      : [['value', value]];
  for (const [key, part] of members) {
    const place = [...path, key];
    if (FOR_PROGRAMS.includes(place.join('.')) || isEmpty(part)) {
      continue;
    }
    if (isPlain(part)) {
      entries.push({ label: spoken(key), value: said(part) });
    } else if (place.length < DEEPEST) {
      gather(part, place, into);
    } else {
      entries.push({ label: spoken(key), value: JSON.stringify(part) });
    }
  }
}

/** `notebook_name` → "Notebook name"; a number counts from 1. */
function spoken(key: string): string {
  if (/^\d+$/.test(key)) {
    return String(Number(key) + 1);
  }
  const words = key.replace(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isPlain(value: unknown): boolean {
  return (
    typeof value !== 'object' ||
    (Array.isArray(value) && value.every(item => typeof item !== 'object'))
  );
}

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === '' ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

function said(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(said).join(', ');
  }
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}
