import { ISignal, Signal } from '@lumino/signaling';

import { Api } from './api';
import { me, saveUiData } from './calls/people';
import { Fields, member } from './wire';

const KEY = 'pinned_figures';

/**
 * The figures that the user has pinned, kept with the account, so that they are
 * the same in every browser.
 */
export class Pins {
  constructor(private readonly api: Api) {}

  /** Emitted after each change. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  has(figure: string): boolean {
    return this._pinned.has(figure);
  }

  /** The figures' ids, the one that was pinned last first. */
  get all(): readonly string[] {
    return [...this._pinned];
  }

  /**
   * Ask the service once which ones there are. Where it does not tell, nothing is
   * pinned and the next call asks again.
   */
  async ready(): Promise<void> {
    this._ready ??= this.load().catch(() => {
      this._ready = null;
    });
    await this._ready;
  }

  /**
   * Ask the service which ones there are. Rejects with a RequestError.
   */
  async load(signal?: AbortSignal): Promise<void> {
    this._pinned = pinned((await me(this.api, signal)).profile);
    this._changed.emit();
  }

  /**
   * Pin a figure, or no longer. Shown at once, and taken back when the service
   * refuses; then this rejects with a RequestError.
   */
  async set(figure: string, on: boolean): Promise<void> {
    const before = this._pinned;
    this._pinned = changed(before, figure, on);
    this._changed.emit();
    try {
      const user = await me(this.api);
      const latest = changed(pinned(user.profile), figure, on);
      await saveUiData(this.api, user, {
        ...(member(user.profile, 'ui_data') as Fields | undefined),
        [KEY]: [...latest]
      });
      this._pinned = latest;
    } catch (error) {
      this._pinned = before;
      throw error;
    } finally {
      this._changed.emit();
    }
  }

  private _ready: Promise<void> | null = null;
  private _pinned: ReadonlySet<string> = new Set();
  private readonly _changed = new Signal<this, void>(this);
}

function pinned(profile: Fields): ReadonlySet<string> {
  const ids = member(member(profile, 'ui_data'), KEY);
  return new Set(
    Array.isArray(ids) ? ids.filter(id => typeof id === 'string') : []
  );
}

function changed(
  ids: ReadonlySet<string>,
  figure: string,
  on: boolean
): ReadonlySet<string> {
  const others = [...ids].filter(id => id !== figure);
  return new Set(on ? [figure, ...others] : others);
}
