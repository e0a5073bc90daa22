import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

/** Milliseconds in which a deletion can be undone. */
export const GRACE = 10_000;

/** Something that is about to be deleted, or could not be. */
export interface IDeletion {
  readonly id: string;
  readonly name: string;
  /** `waiting` can be undone, `failed` has left it as it was. */
  readonly state: 'waiting' | 'deleted' | 'failed';
  /** Why it failed. */
  readonly reason: string;
}

/**
 * Deletes things by `remove` after a while in which that can be undone.
 *
 * Nothing is deleted before that: a page that closes meanwhile keeps it.
 */
export class Deletions implements IDisposable {
  constructor(private readonly remove: (id: string) => Promise<void>) {}

  /** Emitted with the id after each change. */
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

  /** Ids of what is no longer to be seen: each can still come back. */
  get hidden(): readonly string[] {
    return this.all
      .filter(({ state }) => state !== 'failed')
      .map(({ id }) => id);
  }

  hides(id: string): boolean {
    return this.hidden.includes(id);
  }

  of(id: string): IDeletion | undefined {
    return this._deletions.get(id);
  }

  /**
   * Delete it when the time to undo it has passed.
   */
  begin(id: string, name: string): void {
    if (this._deletions.get(id)?.state === 'waiting') {
      return;
    }
    this.set({ id, name, state: 'waiting', reason: '' });
    const timer = setTimeout(() => void this.finish(id, name), GRACE);
    this._timers.set(id, timer);
  }

  /**
   * Keep it after all, or forget that it could not be deleted.
   */
  undo(id: string): void {
    if (this._deletions.get(id)?.state === 'deleted') {
      return;
    }
    clearTimeout(this._timers.get(id));
    this._timers.delete(id);
    this._deletions.delete(id);
    this._changed.emit(id);
  }

  dispose(): void {
    this._isDisposed = true;
    this._timers.forEach(clearTimeout);
    Signal.clearData(this);
  }

  private async finish(id: string, name: string): Promise<void> {
    this._timers.delete(id);
    try {
      // From here on it cannot be undone, whatever the service answers.
      this.set({ id, name, state: 'deleted', reason: '' });
      await this.remove(id);
    } catch (error) {
      const reason = error instanceof Error ? error.message : '';
      this.set({ id, name, state: 'failed', reason });
    }
  }

  private set(deletion: IDeletion): void {
    this._deletions.set(deletion.id, deletion);
    this._changed.emit(deletion.id);
  }

  private _isDisposed = false;
  private readonly _deletions = new Map<string, IDeletion>();
  private readonly _timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly _changed = new Signal<this, string>(this);
}
