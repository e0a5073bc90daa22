import { IDataObject, IRevisionDetail } from '../../calls/revisions';
import { IProvenance } from '../../calls/provenance';
import { withoutHashes } from '../../compare/packages';
import { Fields, member, text, textOrNull } from '../../wire';

/** A labeled fact; `link` is a page about it. */
export interface IFact {
  readonly label:
    | 'Python'
    | 'Platform'
    | 'Drawn with'
    | 'Git'
    | 'Repository'
    | 'Locale'
    | 'Time zone'
    | 'Processors'
    | 'GPU'
    | 'Variables'
    | 'Random seeds';
  readonly text: string;
  readonly link: string | null;
}

export interface IPackage {
  readonly name: string;
  readonly version: string;
}

/**
 * Where a revision was drawn, as far as its metadata tells.
 */
export function facts(detail: IRevisionDetail): readonly IFact[] {
  const { metadata, provenance } = detail;
  const git = member(metadata, 'git');
  const python =
    provenance.environment?.python || text(member(metadata, 'python_version'));
  const rows: IFact[] = [
    { label: 'Python', text: python.split(' ')[0], link: null },
    {
      label: 'Platform',
      text: provenance.environment?.platform ?? '',
      link: null
    },
    {
      label: 'Drawn with',
      text: text(member(metadata, 'backend')),
      link: null
    },
    {
      label: 'Git',
      text: saidGit(git),
      link: webLink(member(git, 'commit_link'))
    },
    { label: 'Repository', text: text(member(git, 'remote_url')), link: null },
    ...machine(provenance.environment),
    {
      label: 'Random seeds',
      text: provenance.seeds
        .map(({ call, value }) => `${call} ${value}`)
        .join(', '),
      link: null
    }
  ];
  return rows.filter(row => row.text !== '');
}

function machine(known: IProvenance['environment']): readonly IFact[] {
  const variables = (known?.variables ?? []).map(pair => pair.join('='));
  return [
    { label: 'Locale', text: known?.locale ?? '', link: null },
    { label: 'Time zone', text: known?.timeZone ?? '', link: null },
    { label: 'Processors', text: `${known?.processors ?? ''}`, link: null },
    { label: 'GPU', text: (known?.gpus ?? []).join(', '), link: null },
    { label: 'Variables', text: variables.join(', '), link: null }
  ];
}

/**
 * Whether a data object lists the installed packages.
 */
export function listsPackages(item: IDataObject): boolean {
  return (
    item.type === 'text' &&
    (item.format === 'requirements' ||
      ['installed packages', 'pip freeze'].includes(item.name))
  );
}

/**
 * The packages in a list of lines like `numpy==2.3.1`, by name.
 */
export function packages(listed: string): readonly IPackage[] {
  return listed
    .split('\n')
    .map(line => withoutHashes(line).trim())
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => {
      const [, name, version] =
        /^(?:-e\s+)?(.+?)\s*(?:===?|@)\s*(.*)$/.exec(line) ?? [];
      return name ? { name, version } : { name: line, version: '' };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

function saidGit(git: unknown): string {
  const { hash, branch, dirty } = (git ?? {}) as Fields;
  const commit = text(hash).slice(0, 12);
  const place = [commit, text(branch)].filter(Boolean).join(' · ');
  return place && dirty === true ? `${place} · uncommitted changes` : place;
}

function webLink(link: unknown): string | null {
  const address = textOrNull(link);
  return address && /^https?:\/\//.test(address) ? address : null;
}
