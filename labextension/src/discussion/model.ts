import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { Api, RequestError, messageOf } from '../api';
import {
  IComment,
  IDraft,
  IMentionable,
  IRegion,
  changeComment,
  commentsOn,
  mentionable,
  react,
  takeBack,
  writeComment
} from '../calls/comments';
import { Deletions } from '../deletions';
import { NewsItem } from '../news';
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

  /** Whether the user is about to point at the picture. */
  get isPointing(): boolean {
    return this._isPointing;
  }

  /** Whether there is something to be shown on the picture. */
  get wantsPicture(): boolean {
    return this._isPointing || this._chosen !== null;
  }

  /** Where the next comment points. */
  get region(): IRegion | null {
    return this._region;
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
      this._region = null;
      this._isPointing = false;
      void this.refresh();
    }
  }

  /** Look again when somebody said something about the figure. */
  hear(item: NewsItem): void {
    const figure = this._subject?.figure;
    const isOurs =
      item.kind === 'change' &&
      ABOUT_TALK.has(item.change.action) &&
      [item.change.figure, item.change.target].includes(figure ?? '');
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
    const region = parent ? null : this._region;
    const draft: IDraft = { content, parent, ...(region ? { region } : {}) };
    await writeComment(this.api, revision, draft);
    if (region) {
      this._region = null;
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

  /** Begin to point at the picture, or give it up. */
  beginPointing(begin: boolean): void {
    this._isPointing = begin;
    this._changed.emit();
  }

  /** The next comment points here, or nowhere. */
  point(region: IRegion | null): void {
    this._region = region;
    this._isPointing = false;
    this._changed.emit();
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

  private settle(request: AbortController, state: DiscussionState): void {
    const isKept = state.kind === 'failed' && this._state.kind === 'threads';
    if (!request.signal.aborted && !isKept) {
      this._state = state;
      this._changed.emit();
    }
  }

  private _state: DiscussionState = { kind: 'loading' };
  private _subject: ISubject | null = null;
  private _request: AbortController | null = null;
  private _chosen: string | null = null;
  private _isPointing = false;
  private _region: IRegion | null = null;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
}

const ABOUT_TALK: ReadonlySet<string> = new Set([
  'comment',
  'edit_comment',
  'delete_comment',
  'resolve',
  'reopen',
  'react',
  'unreact'
]);

/** A service that does not know comments is not in the wrong. */
function stateAfter(error: unknown): DiscussionState {
  const isUnknown =
    error instanceof TypeError ||
    (error instanceof RequestError && [404, 405, 501].includes(error.status));
  return isUnknown
    ? { kind: 'absent' }
    : { kind: 'failed', reason: messageOf(error) };
}
