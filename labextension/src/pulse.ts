import { IDisposable } from '@lumino/disposable';

/** Milliseconds after a cell: soon, and then less and less often. */
const PAUSES = [150, 350, 1000, 2500, 6000];

/**
 * Calls `look` a few times after something happened, then rests.
 *
 * A figure is on the service a moment after its cell has ended, or some seconds
 * after when the service has to be started first.
 */
export class Pulse implements IDisposable {
  constructor(private readonly look: () => void) {}

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /**
   * Something happened: look soon. Many calls at once cost one look.
   */
  quicken(): void {
    if (!this._isDisposed && (this._timer === null || this._beat > 0)) {
      this._beat = 0;
      this.schedule();
    }
  }

  dispose(): void {
    this._isDisposed = true;
    this.stop();
  }

  private schedule(): void {
    this.stop();
    this._timer = setTimeout(() => {
      this._timer = null;
      this._beat += 1;
      if (this._beat < PAUSES.length) {
        this.schedule();
      }
      this.look();
    }, PAUSES[this._beat]);
  }

  private stop(): void {
    if (this._timer !== null) {
      clearTimeout(this._timer);
      this._timer = null;
    }
  }

  private _beat = 0;
  private _timer: ReturnType<typeof setTimeout> | null = null;
  private _isDisposed = false;
}
