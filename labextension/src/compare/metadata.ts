import { TranslationBundle } from '@jupyterlab/translation';

import { FOR_PROGRAMS } from '../metadata';

/** One entry of the metadata of two revisions, in words. */
export interface IMetadataRow {
  readonly label: string;
  /** Null where this revision does not have the entry. */
  readonly before: string | null;
  readonly after: string | null;
  readonly changed: boolean;
  /** Whether a change of it tells anything: each execution has another number. */
  readonly telling: boolean;
}

/** Entries of ours that say nothing about a difference, or that other places show. */
const HIDDEN = [
  ...FOR_PROGRAMS,
  'provenance.publication',
  'provenance.seen',
  'provenance.notebook',
  'provenance.cell.id',
  'provenance.cell.slot',
  'provenance.slice',
  'provenance.inputs',
  'provenance.tables',
  'provenance.environment.python',
  'provenance.environment.lock',
  'git.commit_link'
];
/** What differs in each execution, or follows from the picture. */
const INCIDENTAL = ['provenance.cell.execution_count', 'alt_text'];

/**
 * The metadata of two revisions side by side: ours first, under plain names,
 * then what else there is, by its path.
 */
export function metadataRows(
  before: unknown,
  after: unknown,
  trans: TranslationBundle
): readonly IMetadataRow[] {
  const old = flattened(before, trans);
  const now = flattened(after, trans);
  const labels = labelsOf(trans);
  const known = [...labels.keys()];
  const others = [...old.keys(), ...now.keys()].filter(
    path => !labels.has(path)
  );
  return [...known, ...new Set(others)]
    .filter(path => old.has(path) || now.has(path))
    .map(path => ({
      label: labels.get(path) ?? path.split('.').join(' › '),
      before: old.get(path) ?? null,
      after: now.get(path) ?? null,
      changed: old.get(path) !== now.get(path),
      telling: !INCIDENTAL.includes(path)
    }));
}

function labelsOf(trans: TranslationBundle): ReadonlyMap<string, string> {
  return new Map([
    ['notebook_name', trans.__('Notebook')],
    ['notebook_path', trans.__('Notebook path')],
    ['cell_id', trans.__('Cell')],
    ['provenance.cell.execution_count', trans.__('Run as number')],
    ['backend', trans.__('Plotting library')],
    ['python_version', trans.__('Python')],
    ['kernel', trans.__('Interpreter')],
    ['provenance.environment.platform', trans.__('Platform')],
    ['git.branch', trans.__('Git branch')],
    ['git.hash', trans.__('Git commit')],
    ['git.dirty', trans.__('Uncommitted changes')],
    ['git.remote_url', trans.__('Git remote')],
    ['provenance.redactions', trans.__('Secrets removed')],
    ['provenance.notes', trans.__('Not recorded')]
  ]);
}

/** Each leaf of the JSON, by its path and in words; null and empty things left out. */
function flattened(
  value: unknown,
  trans: TranslationBundle,
  path = ''
): Map<string, string> {
  if (value === null || value === undefined || HIDDEN.includes(path)) {
    return new Map();
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    const said = inWords(value, trans);
    return new Map(said ? [[path || trans.__('Metadata'), said]] : []);
  }
  return new Map(
    Object.entries(value).flatMap(([name, inner]) => [
      ...flattened(inner, trans, path ? `${path}.${name}` : name)
    ])
  );
}

function inWords(value: unknown, trans: TranslationBundle): string {
  if (typeof value === 'boolean') {
    return value ? trans.__('yes') : trans.__('no');
  }
  if (Array.isArray(value)) {
    return value.map(item => inWords(item, trans)).join('\n');
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, inner]) => `${name}: ${inWords(inner, trans)}`)
      .join(', ');
  }
  return String(value);
}
