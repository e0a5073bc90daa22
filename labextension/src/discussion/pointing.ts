import { Anchor, IPoint } from '../calls/comments';

/**
 * Where the comment in the making points, and how the user is choosing it.
 */
export class Pointing {
  constructor(private readonly onChange: () => void) {}

  /** What the user is about to point at; null where nothing is. */
  get way(): Anchor['kind'] | null {
    return this._way;
  }

  /** Where the next comment points. */
  get anchor(): Anchor | null {
    return this._anchor;
  }

  /** The point that would be taken now. */
  get candidate(): IPoint | null {
    return this._way === 'point' ? this._candidate : null;
  }

  /** Begin to point, or give it up. */
  begin(way: Anchor['kind'] | null): void {
    this._way = way;
    this._candidate = null;
    this.onChange();
  }

  /** Show a point before it is taken. */
  consider(point: IPoint | null): void {
    this._candidate = point;
    this.onChange();
  }

  /** The next comment points here, or nowhere. */
  take(anchor: Anchor | null): void {
    this._anchor = anchor;
    this.begin(null);
  }

  private _way: Anchor['kind'] | null = null;
  private _anchor: Anchor | null = null;
  private _candidate: IPoint | null = null;
}
