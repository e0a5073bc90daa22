import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { Api } from '../api';

const AT_ONCE = 6;
const MOST_KEPT = 800;
/** Twice what is shown, for dense screens. */
const SIZE = 128;
/** Milliseconds in which pictures gather, so that the list is drawn once. */
const TOGETHER = 16;

/**
 * Small pictures of the revisions that are in sight, a few requests at once.
 */
export class Thumbnails implements IDisposable {
  constructor(private readonly api: Api) {}

  /** Emitted when pictures have come. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._stop.signal.aborted;
  }

  /**
   * A data URL; undefined while it is not there, null where there is none.
   */
  get(revision: string): string | null | undefined {
    return this._kept.get(revision);
  }

  /**
   * These are in sight now: only what is missing of them is loaded.
   */
  want(revisions: readonly string[]): void {
    this._wanted = revisions.filter(id => !this._kept.has(id));
    while (this._running < AT_ONCE && this.next() !== undefined) {
      void this.work();
    }
  }

  dispose(): void {
    this._stop.abort();
    if (this._telling !== null) {
      clearTimeout(this._telling);
    }
    Signal.clearData(this);
  }

  private next(): string | undefined {
    return this._wanted.find(id => !this._loading.has(id));
  }

  private async work(): Promise<void> {
    this._running += 1;
    let id = this.next();
    while (id !== undefined && !this.isDisposed) {
      await this.load(id);
      id = this.next();
    }
    this._running -= 1;
  }

  private async load(id: string): Promise<void> {
    this._loading.add(id);
    try {
      this.keep(id, await this.api.thumbnail(id, SIZE, this._stop.signal));
      this.tell();
    } catch {
      // It stays blank, and is asked for again when it next comes into sight.
    } finally {
      this._loading.delete(id);
      this._wanted = this._wanted.filter(wanted => wanted !== id);
    }
  }

  private tell(): void {
    this._telling ??= setTimeout(() => {
      this._telling = null;
      this._changed.emit();
    }, TOGETHER);
  }

  private keep(id: string, picture: string | null): void {
    const [oldest] = this._kept.keys();
    if (this._kept.size >= MOST_KEPT) {
      this._kept.delete(oldest);
    }
    this._kept.set(id, picture);
  }

  private _wanted: readonly string[] = [];
  private _running = 0;
  private readonly _loading = new Set<string>();
  private readonly _kept = new Map<string, string | null>();
  private readonly _stop = new AbortController();
  private _telling: ReturnType<typeof setTimeout> | null = null;
  private readonly _changed = new Signal<this, void>(this);
}
