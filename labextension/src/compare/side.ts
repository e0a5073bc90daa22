import { Api } from '../api';
import {
  IDataObject,
  IRevisionDetail,
  dataBytes,
  dataText,
  mediaType,
  revisionDetail
} from '../calls/revisions';
import { IText } from './code';
import { IPictures, IRaster } from './pictures';

/** How a revision's picture can be shown. */
export type Picture =
  | { readonly kind: 'raster'; readonly raster: IRaster }
  /** Drawn by the page from a specification. */
  | { readonly kind: 'live'; readonly mime: string; readonly spec: string }
  /** HTML that draws itself, for a sandboxed frame. */
  | { readonly kind: 'page'; readonly html: string }
  | { readonly kind: 'none' };

/** One of the two revisions, with all that is compared. */
export interface ISide {
  readonly revision: IRevisionDetail;
  readonly picture: Picture;
  /** The hash of the picture's bytes; null where the service does not tell. */
  readonly pictureHash: string | null;
  readonly code: readonly IText[];
  /** Lines of `name==version`; null where they were not recorded. */
  readonly packages: string | null;
}

/** Formats that browsers show, the best for comparing first. */
const SHOWN = ['png', 'webp', 'jpeg', 'jpg', 'gif', 'svg', 'svg+xml'];
const PACKAGES = 'installed packages';

/**
 * Load what is compared of a revision. Rejects with a RequestError.
 */
export async function loadSide(
  api: Api,
  pictures: IPictures,
  id: string,
  signal: AbortSignal
): Promise<ISide> {
  const revision = await revisionDetail(api, id, signal);
  const shown = shownObject(revision.data);
  const codes = revision.data.filter(
    ({ type, format }) => type === 'code' && !format.includes('history')
  );
  const packages = revision.data.find(({ name }) => name === PACKAGES);
  const [code, lock, picture] = await Promise.all([
    Promise.all(codes.map(item => textOf(api, item, signal))),
    packages ? dataText(api, packages.id, signal) : null,
    shown ? openPicture(api, pictures, shown, signal) : NONE
  ]);
  return {
    revision,
    picture,
    pictureHash: shown?.hash ?? null,
    code,
    packages: lock
  };
}

const NONE: Picture = { kind: 'none' };

function shownObject(data: readonly IDataObject[]): IDataObject | undefined {
  const images = data.filter(({ type }) => type === 'image');
  const plain = images.filter(({ metadata }) => !metadata.is_watermarked);
  const best = (among: readonly IDataObject[]) =>
    SHOWN.flatMap(format => among.filter(item => item.format === format))[0];
  return (
    best(plain) ??
    best(images) ??
    data.find(({ type, mime }) => type === 'text' && mime !== null) ??
    images.find(({ format }) => format === 'html')
  );
}

async function openPicture(
  api: Api,
  pictures: IPictures,
  item: IDataObject,
  signal: AbortSignal
): Promise<Picture> {
  if (item.type === 'text') {
    const spec = await dataText(api, item.id, signal);
    return { kind: 'live', mime: mediaType(item), spec };
  }
  if (item.format === 'html') {
    return { kind: 'page', html: await dataText(api, item.id, signal) };
  }
  const bytes = await dataBytes(api, item.id, signal);
  signal.throwIfAborted();
  try {
    const raster = await pictures.open(bytes, mediaType(item));
    return { kind: 'raster', raster };
  } catch {
    // Any bytes can be stored under any format: these are no picture.
    return NONE;
  }
}

async function textOf(
  api: Api,
  item: IDataObject,
  signal: AbortSignal
): Promise<IText> {
  const { language } = item.metadata;
  return {
    name: item.name,
    language: typeof language === 'string' ? language : '',
    text: await dataText(api, item.id, signal)
  };
}
