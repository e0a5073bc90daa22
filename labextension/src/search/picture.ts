import { dataUrlOf } from '../base64';

/** Sorts of pictures that can be looked for. */
export const PICTURES =
  'image/png,image/jpeg,image/webp,image/tiff,image/svg+xml,application/pdf';

/**
 * The first picture that is pasted or dropped, as a data URL; null where there
 * is none.
 */
export function pictureIn(data: DataTransfer): Promise<string> | null {
  const file = [...data.files].find(({ type }) =>
    PICTURES.split(',').includes(type)
  );
  return file ? dataUrlOf(file) : null;
}
