import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { Api } from './api';
import { deleteFigure } from './calls/figures';

/** Milliseconds in which a deletion can be undone. */
export const GRACE = 10_000;

/** A figure that is about to be deleted, or could not be. */
export interface IDeletion {
  readonly figure: string;
  readonly name: string;
  /** `waiting` can be undone, `failed` has left the figure as it was. */
  readonly state: 'waiting' | 'deleted' | 'failed';
  /** Why it failed. */
  readonly reason: string;
}

/**
 * Deletes figures after a while in which that can be undone.
 *
 * Nothing is deleted before that: a page that closes meanwhile keeps the figure.
 */
export class Deletions implements IDisposable {
  constructor(private readonly api: Api) {}

  /** Emitted with the figure's id after each change. */
  get changed(): ISignal<this, string> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** All of this page's deletions, the last one last. */
  get all(): readonly IDeletion[] {
    return [...this._deletions.values()];
  }

  /** The figures that are no longer to be seen: each can still come back. */
  get hidden(): readonly string[] {
    return this.all
      .filter(({ state }) => state !== 'failed')
      .map(({ figure }) => figure);
  }

  hides(figure: string): boolean {
    return this.hidden.includes(figure);
  }

  of(figure: string): IDeletion | undefined {
    return this._deletions.get(figure);
  }

  /**
   * Delete a figure when the time to undo it has passed.
   */
  begin(figure: string, name: string): void {
    if (this._deletions.get(figure)?.state === 'waiting') {
      return;
    }
    this.set({ figure, name, state: 'waiting', reason: '' });
    const timer = setTimeout(() => void this.finish(figure, name), GRACE);
    this._timers.set(figure, timer);
  }

  /**
   * Keep the figure after all, or forget that it could not be deleted.
   */
  undo(figure: string): void {
    if (this._deletions.get(figure)?.state === 'deleted') {
      return;
    }
    clearTimeout(this._timers.get(figure));
    this._timers.delete(figure);
    this._deletions.delete(figure);
    this._changed.emit(figure);
  }

  dispose(): void {
    this._isDisposed = true;
    this._timers.forEach(clearTimeout);
    Signal.clearData(this);
  }

  private async finish(figure: string, name: string): Promise<void> {
    this._timers.delete(figure);
    try {
      // From here on it cannot be undone, whatever the service answers.
      this.set({ figure, name, state: 'deleted', reason: '' });
      await deleteFigure(this.api, figure);
    } catch (error) {
      const reason = error instanceof Error ? error.message : '';
      this.set({ figure, name, state: 'failed', reason });
    }
  }

  private set(deletion: IDeletion): void {
    this._deletions.set(deletion.figure, deletion);
    this._changed.emit(deletion.figure);
  }

  private _isDisposed = false;
  private readonly _deletions = new Map<string, IDeletion>();
  private readonly _timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly _changed = new Signal<this, string>(this);
}
