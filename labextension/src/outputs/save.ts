import { Api } from '../api';
import {
  IDataObject,
  IRevisionDetail,
  dataBytes,
  mediaType
} from '../calls/revisions';
import { withTexts } from './png';

/** A file that is to be downloaded. */
export interface IFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/**
 * The stored picture of a revision as a file; a PNG tells by itself where it
 * came from. Null where the revision has no picture. Rejects with a RequestError.
 */
export async function pictureFile(
  api: Api,
  revision: IRevisionDetail,
  link: string
): Promise<IFile | null> {
  const item = picture(revision.data);
  if (!item) {
    return null;
  }
  const bytes = await dataBytes(api, item.id);
  const origin = {
    Title: revision.figureName,
    Description: revision.alt,
    Author: revision.author,
    Source: link,
    'gofigr:revision': revision.id,
    'gofigr:figure': revision.figure
  };
  const suffix = item.format.replace('+xml', '') || 'json';
  return {
    name: `${safe(revision.figureName)} r${revision.number}.${suffix}`,
    type: mediaType(item),
    bytes: withTexts(bytes, origin)
  };
}

/**
 * Let the browser save a file.
 */
export function download({ name, type, bytes }: IFile): void {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after this task.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function picture(data: readonly IDataObject[]): IDataObject | undefined {
  const images = data.filter(({ type }) => type === 'image');
  const plain = images.filter(({ metadata }) => !metadata.is_watermarked);
  return (
    plain.find(({ format }) => format === 'png') ??
    plain[0] ??
    images[0] ??
    data.find(({ type, mime }) => type === 'text' && mime !== null)
  );
}

function safe(name: string): string {
  // eslint-disable-next-line no-control-regex -- file systems refuse these
  return name.replace(/[\u0000-\u001f<>:"/\\|?*]+/g, ' ').trim() || 'figure';
}
