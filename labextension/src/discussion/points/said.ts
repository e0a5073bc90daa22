import { IPoint } from '../../calls/comments';

/** A point in words, such as "Adelie (39.1, 18.7)". */
export function said({ name, x, y }: IPoint): string {
  const place = `(${String(x)}, ${String(y)})`;
  return name ? `${name} ${place}` : place;
}
