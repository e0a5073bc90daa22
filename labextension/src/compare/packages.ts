/** A package that the two environments do not share in one version. */
export interface IPackageChange {
  readonly name: string;
  /** The version in the first environment; null where it is not installed. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface IPackageDiff {
  /** By name. */
  readonly changes: readonly IPackageChange[];
  /** How many packages are the same in both. */
  readonly same: number;
}

/**
 * What differs between two lists of `name==version` lines.
 */
export function packageDiff(before: string, after: string): IPackageDiff {
  const old = versions(before);
  const now = versions(after);
  const names = [...new Set([...old.keys(), ...now.keys()])];
  const changes = names
    .map(name => ({
      name,
      before: old.get(name) ?? null,
      after: now.get(name) ?? null
    }))
    .filter(change => change.before !== change.after)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { changes, same: names.length - changes.length };
}

/** A line of a list of packages without the hashes that a lock file told. */
export function withoutHashes(line: string): string {
  return line.replace(/\s+--hash=\S+/g, '');
}

/** The version of each package, by its name as package indexes compare it. */
function versions(lines: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of lines.split('\n')) {
    const stated = withoutHashes(line).trim();
    if (!stated || stated.startsWith('#')) {
      continue;
    }
    const [, name, version] = /^([\w.-]+)\s*(.*)$/.exec(stated) ?? [];
    if (name) {
      found.set(
        name.toLowerCase().replace(/[-_.]+/g, '-'),
        version.replace(/^===?\s*/, '')
      );
    }
  }
  return found;
}
