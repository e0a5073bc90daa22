import { TranslationBundle } from '@jupyterlab/translation';

import { ITextPair, changedLines } from './code';
import { changedInputs, inputsOf } from './inputs';
import { IMetadataRow } from './metadata';
import { ICompared } from './model';
import { IPackageDiff } from './packages';
import { Verdict, Verdicts } from './sentence';
import { ISide } from './side';
import { specText } from './specs';

/** What the tabs show, and the sentence is made of. */
export interface IFindings {
  readonly code: readonly ITextPair[];
  /** Null unless both revisions tell their packages. */
  readonly packages: IPackageDiff | null;
  readonly metadata: readonly IMetadataRow[];
}

const NAMED = 2;
const SAME: Verdict = { kind: 'same' };
const UNKNOWN: Verdict = { kind: 'unknown' };
const ONE_SIDED: Verdict = { kind: 'one-sided' };

/**
 * What became of each part.
 */
export function verdictsOf(
  compared: ICompared,
  findings: IFindings,
  trans: TranslationBundle
): Verdicts {
  return {
    picture: pictureVerdict(compared, trans),
    code: codeVerdict(findings.code, trans),
    data: dataVerdict(compared, trans),
    packages: packagesVerdict(compared, findings.packages, trans),
    metadata: metadataVerdict(findings.metadata, trans)
  };
}

/** How many lines of the pairs differ; a text that only one has counts whole. */
export function linesOf(pairs: readonly ITextPair[]): number {
  return pairs.reduce(
    (count, { before, after }) =>
      count +
      (before !== null && after !== null
        ? changedLines(before, after)
        : (before ?? after ?? '').split('\n').length),
    0
  );
}

/**
 * The number as people of the browser's language write it.
 */
export function counted(value: number, digits = 0): string {
  return value.toLocaleString(undefined, { maximumFractionDigits: digits });
}

function codeVerdict(
  pairs: readonly ITextPair[],
  trans: TranslationBundle
): Verdict {
  if (!pairs.length) {
    return UNKNOWN;
  }
  const sides = (['before', 'after'] as const).filter(role =>
    pairs.some(pair => pair[role] !== null)
  );
  if (sides.length < 2) {
    return ONE_SIDED;
  }
  const lines = linesOf(pairs);
  return lines
    ? { kind: 'changed', how: trans._n('%1 line', '%1 lines', lines) }
    : SAME;
}

function pictureVerdict(
  { before, after, pixels }: ICompared,
  trans: TranslationBundle
): Verdict {
  const kinds = [before.picture.kind, after.picture.kind];
  if (kinds.includes('none')) {
    return kinds[0] === kinds[1] ? UNKNOWN : ONE_SIDED;
  }
  if (showTheSame(before, after)) {
    return SAME;
  }
  if (pixels.kind === 'counted' && !pixels.alignment.scaled) {
    const { changed, width, height } = pixels.difference;
    return changed
      ? { kind: 'changed', how: share(changed, width * height, trans) }
      : SAME;
  }
  if (after.picture.kind === 'raster') {
    const { width, height } = after.picture.raster.size;
    return { kind: 'changed', how: trans.__('now %1 × %2', width, height) };
  }
  return { kind: 'changed', how: '' };
}

function showTheSame(before: ISide, after: ISide): boolean {
  const [old, now] = [before, after].map(side => [
    side.pictureHash,
    side.revision.provenance.content,
    side.picture.kind === 'live' ? specText(side.picture.spec) : null
  ]);
  return old.some((value, index) => value !== null && value === now[index]);
}

/** "0.3 % of its pixels", and the number where that would say nothing. */
function share(changed: number, all: number, trans: TranslationBundle): string {
  const percent = (100 * changed) / all;
  return percent < 0.1
    ? trans._n('%2 pixel', '%2 pixels', changed, counted(changed))
    : trans.__('%1 % of its pixels', counted(percent, percent < 10 ? 1 : 0));
}

function dataVerdict(
  { before, after }: ICompared,
  trans: TranslationBundle
): Verdict {
  const old = inputsOf(before.revision);
  const now = inputsOf(after.revision);
  if (!old.length || !now.length) {
    return old.length === now.length ? UNKNOWN : ONE_SIDED;
  }
  const changed = changedInputs(old, now);
  if (!changed.length) {
    return SAME;
  }
  const names = changed.flatMap(({ name }) => (name ? [lastPart(name)] : []));
  const how =
    names.length === changed.length && names.length <= NAMED
      ? names.join(', ')
      : trans._n('%1 file or table', '%1 files or tables', changed.length);
  return { kind: 'changed', how };
}

function packagesVerdict(
  { before, after }: ICompared,
  packages: IPackageDiff | null,
  trans: TranslationBundle
): Verdict {
  if (!packages) {
    return before.packages === after.packages ? UNKNOWN : ONE_SIDED;
  }
  const { changes } = packages;
  if (!changes.length) {
    return SAME;
  }
  const said = changes.map(({ name, before: old, after: now }) => {
    if (old === null) {
      return trans.__('%1 added', name);
    }
    return now === null
      ? trans.__('%1 removed', name)
      : `${name} ${old} → ${now}`;
  });
  const how =
    said.length <= NAMED
      ? said.join(', ')
      : trans._n('%1 package', '%1 packages', said.length);
  return { kind: 'changed', how };
}

function metadataVerdict(
  rows: readonly IMetadataRow[],
  trans: TranslationBundle
): Verdict {
  if (!rows.length) {
    return UNKNOWN;
  }
  const changed = rows.filter(row => row.changed && row.telling);
  if (!changed.length) {
    return SAME;
  }
  const how =
    changed.length <= NAMED
      ? changed.map(({ label }) => label).join(', ')
      : trans._n('%1 entry', '%1 entries', changed.length);
  return { kind: 'changed', how };
}

function lastPart(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
