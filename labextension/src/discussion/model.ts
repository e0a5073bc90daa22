import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { Api, messageOf } from '../api';
import {
  Anchor,
  IComment,
  IDraft,
  IMentionable,
  changeComment,
  commentsOn,
  mentionable,
  react,
  takeBack,
  writeComment
} from '../calls/comments';
import { Deletions } from '../deletions';
import { NewsItem } from '../news';
import { isUnknown } from './absence';
import { talkIn } from './news';
import { Pointing } from './pointing';
import { IThread, threadsOf } from './threads';

/** What can be said about the discussion; `absent` where the service has none. */
export type DiscussionState =
  | { readonly kind: 'loading' | 'absent' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'threads'; readonly threads: readonly IThread[] };

/** The revision that is talked about. */
export interface ISubject {
  readonly figure: string;
  readonly revision: string;
  /** Who can be mentioned; null where that is not known. */
  readonly workspace: string | null;
}

/**
 * What is said about the revision that is looked at, and where a comment in
 * the making points.
 */
export class DiscussionModel implements IDisposable {
  constructor(
    private readonly api: Api,
    /** Comments that are being deleted, which can be undone for a while. */
    readonly deletions: Deletions
  ) {
    deletions.changed.connect(this.emit, this);
  }

  /** Where the next comment points. */
  readonly pointing = new Pointing(() => this.emit());

  get state(): DiscussionState {
    return this._state;
  }

  /** Emitted after each change. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** The thread that is pointed out, on the picture and in the list. */
  get chosen(): string | null {
    return this._chosen;
  }

  /** What there is something to be shown on: the picture, or the data's points. */
  get wanted(): Anchor['kind'] | null {
    const threads = this._state.kind === 'threads' ? this._state.threads : [];
    const chosen = threads.find(({ first }) => first.thread === this._chosen);
    return this.pointing.way ?? chosen?.first.anchor?.kind ?? null;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /**
   * Talk about this revision from now on. What was shown of the same figure
   * stays until the answer.
   */
  follow(subject: ISubject): void {
    const isOther = subject.revision !== this._subject?.revision;
    if (subject.figure !== this._subject?.figure) {
      this._state = { kind: 'loading' };
    }
    this._subject = subject;
    if (isOther) {
      this.pointing.take(null);
      void this.refresh();
    }
  }

  /** Look again when somebody said something about the figure. */
  hear(item: NewsItem): void {
    const figure = this._subject?.figure;
    const change = talkIn(item);
    const isOurs =
      change !== null && [change.figure, change.target].includes(figure ?? '');
    if (figure && (item.kind === 'reset' || isOurs)) {
      void this.refresh();
    }
  }

  async refresh(): Promise<void> {
    this._request?.abort();
    const request = (this._request = new AbortController());
    const revision = this._subject?.revision;
    if (!revision) {
      return;
    }
    try {
      const comments = await commentsOn(this.api, revision, request.signal);
      this.settle(request, { kind: 'threads', threads: threadsOf(comments) });
    } catch (error) {
      this.settle(request, stateAfter(error));
    }
  }

  /**
   * Rejects with a RequestError, as all that changes something does.
   */
  async say(content: string, parent?: string): Promise<void> {
    const revision = this._subject?.revision ?? '';
    const anchor = parent ? null : this.pointing.anchor;
    const draft: IDraft = { content, parent, ...(anchor ? { anchor } : {}) };
    await writeComment(this.api, revision, draft);
    if (anchor) {
      this.pointing.take(null);
    }
    await this.refresh();
  }

  async edit(comment: IComment, content: string): Promise<void> {
    if (content !== comment.content) {
      await changeComment(this.api, comment.id, { content });
      await this.refresh();
    }
  }

  async resolve(thread: IThread, resolved: boolean): Promise<void> {
    await changeComment(this.api, thread.first.id, { resolved });
    await this.refresh();
  }

  /** React to a comment as `user`, or take that back. */
  async toggle(comment: IComment, emoji: string, user: string): Promise<void> {
    const tally = comment.reactions.find(each => each.emoji === emoji);
    await (tally?.users.includes(user)
      ? takeBack(this.api, comment.id, user, emoji)
      : react(this.api, comment.id, emoji));
    await this.refresh();
  }

  /** Those whose name begins so; nobody where that cannot be told. */
  async people(prefix: string): Promise<readonly IMentionable[]> {
    const workspace = this._subject?.workspace;
    return workspace
      ? mentionable(this.api, workspace, prefix).catch(() => [])
      : [];
  }

  choose(thread: string | null): void {
    this._chosen = thread;
    this._changed.emit();
  }

  /** Point out the thread that a comment is in, once it is there. */
  reveal(comment: string): void {
    this._sought = comment;
    this.seek();
  }

  dispose(): void {
    this._isDisposed = true;
    this._request?.abort();
    this.deletions.changed.disconnect(this.emit, this);
    Signal.clearData(this);
  }

  private emit(): void {
    this._changed.emit();
  }

  private seek(): void {
    const threads = this._state.kind === 'threads' ? this._state.threads : [];
    const found = threads.find(({ first, replies }) =>
      [first, ...replies].some(({ id }) => id === this._sought)
    );
    if (found) {
      this._sought = null;
      this.choose(found.first.thread);
    }
  }

  private settle(request: AbortController, state: DiscussionState): void {
    const isKept = state.kind === 'failed' && this._state.kind === 'threads';
    if (!request.signal.aborted && !isKept) {
      this._state = state;
      this.seek();
      this._changed.emit();
    }
  }

  private _state: DiscussionState = { kind: 'loading' };
  private _subject: ISubject | null = null;
  private _request: AbortController | null = null;
  private _chosen: string | null = null;
  private _sought: string | null = null;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
}

/** A service that does not know comments is not in the wrong. */
function stateAfter(error: unknown): DiscussionState {
  return isUnknown(error)
    ? { kind: 'absent' }
    : { kind: 'failed', reason: messageOf(error) };
}
