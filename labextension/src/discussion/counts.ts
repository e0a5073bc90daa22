import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { Api } from '../api';
import { commentCounts } from '../calls/comments';
import { NewsItem } from '../news';
import { isUnknown } from './absence';
import { talkIn } from './news';

/** Figures of one request: its address stays below 8 kB. */
const AT_ONCE = 200;
/** Milliseconds in which what is shown gathers, and news of the same. */
const TOGETHER = 50;

/**
 * How much was said about the figures that are shown, many with one request.
 */
export class CommentCounts implements IDisposable {
  constructor(private readonly api: Api) {}

  /** Emitted when numbers have come or are no longer right. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._end.signal.aborted;
  }

  /** Number of comments; 0 while it is not known. */
  of(figure: string): number {
    return this._counts.get(figure) ?? 0;
  }

  /**
   * These figures are shown: what is not known of them is asked for soon.
   */
  want(figures: readonly string[]): void {
    for (const figure of figures) {
      if (!this._asked.has(figure)) {
        this._asked.add(figure);
        this._wanted.add(figure);
      }
    }
    if (this._wanted.size && this._timer === null && !this.isDisposed) {
      this._timer = setTimeout(() => void this.ask(), TOGETHER);
    }
  }

  /** Forget what the news make old; those who show it want it again. */
  hear(item: NewsItem): void {
    const change = talkIn(item);
    if (item.kind === 'reset') {
      this._asked.clear();
      this._changed.emit();
    } else if (change) {
      const figure = change.figure ?? change.target;
      if (this._asked.delete(figure)) {
        this._changed.emit();
      }
    }
  }

  dispose(): void {
    this._end.abort();
    if (this._timer !== null) {
      clearTimeout(this._timer);
    }
    Signal.clearData(this);
  }

  private async ask(): Promise<void> {
    this._timer = null;
    const figures = [...this._wanted].slice(0, AT_ONCE);
    figures.forEach(figure => this._wanted.delete(figure));
    try {
      const { signal } = this._end;
      const found = await commentCounts(this.api, figures, signal);
      for (const figure of figures) {
        this._counts.set(figure, found.get(figure) ?? 0);
      }
      this._changed.emit();
    } catch (error) {
      if (isUnknown(error)) {
        return; // This service does not count: nothing is shown.
      }
      // Wanted again when the list is next drawn.
      figures.forEach(figure => this._asked.delete(figure));
    }
    this.want([]);
  }

  private readonly _counts = new Map<string, number>();
  /** Those that were asked for since there was last news of them. */
  private readonly _asked = new Set<string>();
  private readonly _wanted = new Set<string>();
  private readonly _end = new AbortController();
  private _timer: ReturnType<typeof setTimeout> | null = null;
  private readonly _changed = new Signal<this, void>(this);
}
