import { Anchor } from '../../calls/comments';
import { DataType, IDataObject } from '../../calls/revisions';

/** Formats that a browser shows as a picture, best first. */
const PICTURES = ['png', 'svg', 'svg+xml', 'webp', 'jpeg', 'jpg', 'gif'];

const PLOTLY = 'application/vnd.plotly.v1+json';

/** Larger ones are offered for download instead of being drawn. */
export const MOST_LIVE = 32_000_000;

/**
 * How a revision can be shown: its specification drawn live, a picture, or a
 * page in a closed frame; null where there is no such thing.
 */
export interface IChoice {
  readonly live: IDataObject | null;
  readonly picture: IDataObject | null;
  readonly page: IDataObject | null;
}

/**
 * What of a revision's data is shown. `draws` tells whether JupyterLab draws a
 * media type.
 */
export function choose(
  data: readonly IDataObject[],
  draws: (mime: string) => boolean
): IChoice {
  return {
    live:
      data.find(
        ({ mime, type, size }) =>
          type === 'text' && mime !== null && draws(mime) && size <= MOST_LIVE
      ) ?? null,
    picture: pictures(data)[0] ?? null,
    page: ofType(data, 'image').find(({ format }) => format === 'html') ?? null
  };
}

/** What a comment can point at. */
export function pointable({
  live,
  picture
}: IChoice): readonly Anchor['kind'][] {
  return [
    ...(picture ? (['region'] as const) : []),
    ...(live?.mime === PLOTLY ? (['point'] as const) : [])
  ];
}

/**
 * The pictures that a browser shows, best first: those without a visible mark
 * before those with one.
 */
export function pictures(data: readonly IDataObject[]): readonly IDataObject[] {
  const rank = (item: IDataObject) =>
    PICTURES.indexOf(item.format) +
    (item.metadata.is_watermarked === true ? PICTURES.length : 0);
  return ofType(data, 'image')
    .filter(({ format }) => PICTURES.includes(format))
    .sort((a, b) => rank(a) - rank(b));
}

function ofType(
  data: readonly IDataObject[],
  type: DataType
): readonly IDataObject[] {
  return data.filter(item => item.type === type);
}
