import { Api } from '../api';
import {
  Fields,
  IRevision,
  asList,
  asObject,
  asRevision,
  member,
  text,
  textOrNull
} from '../wire';
import { IProvenance, asProvenance } from './provenance';

export type DataType = 'image' | 'code' | 'text' | 'dataframe' | 'file';

/** One data object of a revision, without its bytes. */
export interface IDataObject {
  readonly id: string;
  readonly name: string;
  readonly type: DataType;
  /** `png`, `svg`, `csv`, `json`, ...; empty where it is not said. */
  readonly format: string;
  /** The media type, where the format alone does not tell it. */
  readonly mime: string | null;
  readonly size: number;
  /** BLAKE3 of the bytes; null where the service does not tell. */
  readonly hash: string | null;
  readonly metadata: Fields;
}

/** Which file made in which state of the asset a revision used. */
export interface IAssetLink {
  readonly assetRevision: string;
  readonly direct: boolean;
}

/** A revision with all that is told about it. */
export interface IRevisionDetail extends IRevision {
  readonly figure: string;
  readonly figureName: string;
  /** Whether it was made in a clean room, and so can be run again by itself. */
  readonly isCleanRoom: boolean;
  /** What the picture shows, in words; the figure's name where nothing says it. */
  readonly alt: string;
  /** Whether it has a title or a description that nobody wrote as its name. */
  readonly isDescribed: boolean;
  /** As stored: any JSON. */
  readonly metadata: unknown;
  readonly provenance: IProvenance;
  readonly data: readonly IDataObject[];
  readonly assets: readonly IAssetLink[];
}

export async function revisionDetail(
  api: Api,
  id: string,
  signal?: AbortSignal
): Promise<IRevisionDetail> {
  return asRevisionDetail(await api.get(api.path('revision', id), signal));
}

/**
 * Say what the picture of a revision shows, and nothing else of it; empty takes
 * the words away. Rejects with a RequestError.
 */
export async function describeRevision(
  api: Api,
  id: string,
  alt: string
): Promise<IRevisionDetail> {
  const path = api.path('revision', id);
  const { metadata } = asObject(await api.get(path));
  const changed = { ...asObject(metadata ?? {}), alt_text: alt };
  return asRevisionDetail(await api.send('PATCH', path, { metadata: changed }));
}

/**
 * The bytes of a data object. Rejects with a RequestError.
 */
export async function dataBytes(
  api: Api,
  id: string,
  signal?: AbortSignal
): Promise<Uint8Array> {
  const found = asObject(await api.get(api.path('data', id), signal));
  return fromBase64(text(found.data));
}

/**
 * The bytes of a data object as text.
 */
export async function dataText(
  api: Api,
  id: string,
  signal?: AbortSignal
): Promise<string> {
  return new TextDecoder().decode(await dataBytes(api, id, signal));
}

/**
 * The media type of a data object, as far as its metadata tells.
 */
export function mediaType(item: IDataObject): string {
  if (item.mime) {
    return item.mime;
  }
  return MEDIA_TYPES[item.format] ?? 'application/octet-stream';
}

export function asRevisionDetail(value: unknown): IRevisionDetail {
  const fields = asObject(value);
  const figureName = text(member(fields.figure_metadata, 'name'));
  return {
    ...asRevision(value),
    figure: text(fields.figure),
    figureName,
    isCleanRoom: fields.is_clean_room === true,
    isDescribed: Boolean(
      textOrNull(fields.ai_title) ?? textOrNull(fields.ai_description)
    ),
    alt: text(member(fields.metadata, 'alt_text')) || figureName,
    metadata: fields.metadata,
    provenance: asProvenance(fields.metadata),
    data: asList(fields.data ?? [], asDataObject),
    assets: asList(fields.assets ?? [], link => ({
      assetRevision: text(member(link, 'asset_revision')),
      direct: member(link, 'use_type') === 'direct'
    }))
  };
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  tiff: 'image/tiff',
  svg: 'image/svg+xml',
  'svg+xml': 'image/svg+xml',
  pdf: 'application/pdf',
  eps: 'application/postscript',
  html: 'text/html',
  json: 'application/json',
  csv: 'text/csv',
  parquet: 'application/vnd.apache.parquet',
  requirements: 'text/plain',
  text: 'text/plain'
};

export function asDataObject(value: unknown): IDataObject {
  const fields = asObject(value);
  return {
    id: text(fields.api_id),
    name: text(fields.name),
    type: asDataType(fields.type),
    format: text(member(fields.metadata, 'format')),
    mime: textOrNull(member(fields.metadata, 'mime')),
    size: typeof fields.size_bytes === 'number' ? fields.size_bytes : 0,
    hash: textOrNull(fields.hash),
    metadata: asObject(fields.metadata ?? {})
  };
}

function asDataType(value: unknown): DataType {
  switch (value) {
    case 'image':
    case 'code':
    case 'text':
    case 'dataframe':
      return value;
    default:
      return 'file';
  }
}

function fromBase64(encoded: string): Uint8Array {
  const characters = atob(encoded);
  const bytes = new Uint8Array(characters.length);
  for (let index = 0; index < characters.length; index++) {
    bytes[index] = characters.charCodeAt(index);
  }
  return bytes;
}
