import { IRevisionDetail } from '../calls/revisions';

/** Something that a figure was made from. */
export interface IInput {
  /** Path or name; null where only the link to an asset is known. */
  readonly name: string | null;
  /** Changes when the content does. */
  readonly content: string;
}

/**
 * What a revision was made from: the files that it read, the tables and files
 * kept with it, and the assets it is linked to.
 */
export function inputsOf(revision: IRevisionDetail): readonly IInput[] {
  const kept = revision.data.filter(
    // A pickle is the figure itself once more.
    ({ name, type }) =>
      type === 'dataframe' || (type === 'file' && !name.endsWith('.pickle'))
  );
  const { inputs } = revision.provenance;
  const told = inputs.map(input => input.assetRevision);
  const links = revision.assets.filter(
    link => !told.includes(link.assetRevision)
  );
  return [
    ...inputs.map(({ path, blake3, assetRevision }) => ({
      name: path,
      content: blake3 ?? assetRevision ?? ''
    })),
    ...kept.map(({ id, name, hash }) => ({ name, content: hash ?? id })),
    ...links.map(link => ({ name: null, content: link.assetRevision }))
  ];
}

/**
 * What was added, removed or changed; each name once.
 */
export function changedInputs(
  before: readonly IInput[],
  after: readonly IInput[]
): readonly IInput[] {
  const changed = [...missing(after, before), ...missing(before, after)];
  return changed.filter(
    ({ name }, index) =>
      name === null || changed.findIndex(other => other.name === name) === index
  );
}

function missing(
  from: readonly IInput[],
  others: readonly IInput[]
): readonly IInput[] {
  return from.filter(
    ({ name, content }) =>
      !others.some(other => other.name === name && other.content === content)
  );
}
