import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { Api } from '../api';
import {
  IReview,
  approve,
  freeze,
  requestReview,
  reviewOf,
  withdrawReview
} from '../calls/reviews';
import { NewsItem } from '../news';

const ABOUT_REVIEW: ReadonlySet<string> = new Set([
  'request_review',
  'withdraw_review',
  'approve',
  'freeze',
  'unfreeze'
]);

/** Whether the news are about the review of a figure, and of nothing else. */
export function isAboutReview(item: NewsItem): boolean {
  return item.kind === 'change' && ABOUT_REVIEW.has(item.change.action);
}

/**
 * How the review of a figure stands, and what can be done about it. What
 * changes something rejects with a RequestError.
 */
export class ReviewModel implements IDisposable {
  constructor(private readonly api: Api) {}

  /** Null while it is not known, and where the service knows no reviews. */
  get review(): IReview | null {
    return this._review;
  }

  /** Emitted after each change. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /**
   * Tell how this figure stands from now on. It is asked for again when there
   * is a newer revision, for which an approval does not hold.
   */
  follow(figure: string, newest: string): void {
    if (figure !== this._figure) {
      this._review = null;
    }
    if (figure !== this._figure || newest !== this._newest) {
      this._figure = figure;
      this._newest = newest;
      void this.refresh();
    }
  }

  /** Ask again when somebody did something about the figure's review. */
  hear(item: NewsItem): void {
    const isOurs =
      item.kind === 'change' &&
      isAboutReview(item) &&
      [item.change.figure, item.change.target].includes(this._figure);
    if (this._figure && (item.kind === 'reset' || isOurs)) {
      void this.refresh();
    }
  }

  async refresh(): Promise<void> {
    this._request?.abort();
    const request = (this._request = new AbortController());
    try {
      this.settle(await reviewOf(this.api, this._figure, request.signal));
    } catch {
      // Nothing is said of reviews, or still what was known.
    }
  }

  async ask(reviewers: readonly string[], note: string): Promise<void> {
    this.settle(await requestReview(this.api, this._figure, reviewers, note));
  }

  /** Approve the newest revision. */
  async approve(): Promise<void> {
    this.settle(await approve(this.api, this._figure, this._newest));
  }

  /** Make the figure a draft again. */
  async withdraw(): Promise<void> {
    this.settle(await withdrawReview(this.api, this._figure));
  }

  async freeze(frozen: boolean): Promise<void> {
    this.settle(await freeze(this.api, this._figure, frozen));
  }

  /** User names of those who approved a revision. */
  approversOf(revision: string): readonly string[] {
    return (this._review?.reviewers ?? [])
      .filter(({ approved }) => approved === revision)
      .map(({ username }) => username);
  }

  /** Whether `user` is asked, and has not approved the newest revision. */
  awaits(user: string | null): boolean {
    const reviewers = this._review?.reviewers ?? [];
    return reviewers.some(
      ({ username, approved }) => username === user && approved !== this._newest
    );
  }

  dispose(): void {
    this._isDisposed = true;
    this._request?.abort();
    Signal.clearData(this);
  }

  private settle(review: IReview): void {
    this._review = review;
    this._changed.emit();
  }

  private _review: IReview | null = null;
  private _figure = '';
  private _newest = '';
  private _request: AbortController | null = null;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
}
