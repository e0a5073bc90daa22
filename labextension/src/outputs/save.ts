import { Api } from '../api';
import {
  IDataObject,
  IRevisionDetail,
  dataBytes,
  mediaType
} from '../calls/revisions';
import { save } from '../document/clipboard';
import { fileName } from '../document/files';
import { pictures } from '../document/picture/choice';
import { withTexts } from './png';

/**
 * Let the browser save the stored picture of a revision; a PNG tells by itself
 * where it came from. False where the revision has no picture. Rejects with a
 * RequestError.
 */
export async function savePicture(
  api: Api,
  revision: IRevisionDetail,
  link: string
): Promise<boolean> {
  const item = drawing(revision.data);
  if (!item) {
    return false;
  }
  const bytes = withTexts(await dataBytes(api, item.id), {
    Title: revision.figureName,
    Description: revision.alt,
    Author: revision.author,
    Source: link,
    'gofigr:revision': revision.id,
    'gofigr:figure': revision.figure
  });
  const name = fileName(item, revision.figureName, revision.number);
  save(bytes, mediaType(item), name);
  return true;
}

function drawing(data: readonly IDataObject[]): IDataObject | undefined {
  return (
    pictures(data)[0] ??
    data.find(({ type }) => type === 'image') ??
    data.find(({ type, mime }) => type === 'text' && mime !== null)
  );
}
