import { ISignal, Signal } from '@lumino/signaling';

import { INewest } from './calls/catalog';

/** The figure that commands act on. */
export interface IPicked {
  /** Id of the figure. */
  readonly figure: string;
  readonly name: string;
  /** Its newest revision; null where it has none. */
  readonly revision: INewest | null;
}

/**
 * Which figure of the panel is marked; commands act on it.
 */
export class Selection {
  get current(): IPicked | null {
    return this._current;
  }

  set current(picked: IPicked | null) {
    const same =
      picked?.figure === this._current?.figure &&
      picked?.name === this._current?.name &&
      picked?.revision?.id === this._current?.revision?.id;
    if (!same) {
      this._current = picked;
      this._changed.emit();
    }
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  private _current: IPicked | null = null;
  private readonly _changed = new Signal<this, void>(this);
}
