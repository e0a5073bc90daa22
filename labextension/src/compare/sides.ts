import { IDisposable } from '@lumino/disposable';

import { Api } from '../api';
import { IPictures } from './pictures';
import { ISide, loadSide } from './side';

const KEPT = 8;

/**
 * The revisions that were looked at lately, so that going back costs nothing.
 * Closes their pictures when they are dropped.
 */
export class Sides implements IDisposable {
  constructor(
    private readonly api: Api,
    private readonly pictures: IPictures
  ) {}

  get isDisposed(): boolean {
    return this._abort.signal.aborted;
  }

  /**
   * Both revisions of a pair. Rejects with a RequestError.
   */
  async load(pair: readonly [string, string]): Promise<[ISide, ISide]> {
    const loading = Promise.all([this.side(pair[0]), this.side(pair[1])]);
    this.dropOldest(pair);
    return loading;
  }

  dispose(): void {
    this._abort.abort();
    [...this._sides.keys()].forEach(id => this.drop(id));
  }

  private side(id: string): Promise<ISide> {
    const known = this._sides.get(id);
    const side =
      known ?? loadSide(this.api, this.pictures, id, this._abort.signal);
    // The one asked for last stands last.
    this._sides.delete(id);
    this._sides.set(id, side);
    if (!known) {
      side.catch(() => this._sides.delete(id));
    }
    return side;
  }

  private dropOldest(needed: readonly string[]): void {
    const spare = [...this._sides.keys()].filter(id => !needed.includes(id));
    spare
      .slice(0, Math.max(0, this._sides.size - KEPT))
      .forEach(id => this.drop(id));
  }

  private drop(id: string): void {
    const side = this._sides.get(id);
    this._sides.delete(id);
    side?.then(
      ({ picture }) => picture.kind === 'raster' && picture.raster.close(),
      () => {
        // It never came, so there is nothing to close.
      }
    );
  }

  private readonly _sides = new Map<string, Promise<ISide>>();
  private readonly _abort = new AbortController();
}
