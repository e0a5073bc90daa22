import { Api } from '../api';
import { asList, asObject, member, text } from '../wire';
import { IAssetLink, IDataObject, asDataObject } from './revisions';

/** A file that a revision was made from, in the state that was used. */
export interface ILinkedAsset {
  readonly assetRevision: string;
  readonly name: string;
  /** Counts from 1. */
  readonly number: number;
  readonly direct: boolean;
  readonly data: readonly IDataObject[];
}

export async function linkedAsset(
  api: Api,
  link: IAssetLink,
  signal?: AbortSignal
): Promise<ILinkedAsset> {
  const path = api.path('asset_revision', link.assetRevision);
  const found = asObject(await api.get(path, signal));
  const data = asList(found.data ?? [], asDataObject);
  const asset = await api
    .get(api.path('asset', text(found.asset)), signal, { shallow: 'true' })
    // Only this state of it may be shared with us.
    .catch(() => null);
  return {
    assetRevision: link.assetRevision,
    name: text(member(asset, 'name')) || data[0]?.name || '',
    number:
      (typeof found.revision_index === 'number' ? found.revision_index : 0) + 1,
    direct: link.direct,
    data
  };
}
