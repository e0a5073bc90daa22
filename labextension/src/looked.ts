import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

/**
 * A model that asks the service while somebody looks at it: whenever it becomes
 * `active` it looks again.
 */
export abstract class LookedAt implements IDisposable {
  /** Emitted after each change. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  get active(): boolean {
    return this._active;
  }

  set active(active: boolean) {
    const awakes = active && !this._active;
    this._active = active;
    if (awakes) {
      void this.refresh();
    }
  }

  /** Ask the service again. */
  abstract refresh(): Promise<void>;

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      Signal.clearData(this);
    }
  }

  /** Tell that there is something else to show. */
  protected announce(): void {
    this._changed.emit();
  }

  private _active = false;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
}
