import { Api, messageOf } from '../api';
import { figureDetail } from '../calls/figures';
import {
  INotice,
  ITold,
  NoticeKind,
  Way,
  countUnread,
  howTold,
  markAllNotices,
  markNotice,
  notices,
  tellBy
} from '../calls/notifications';
import { isUnknown } from '../discussion/absence';
import { LookedAt } from '../looked';
import { NewsItem } from '../news';

/** What can be said of the inbox; `absent` where the service has none. */
export type InboxState =
  | { readonly kind: 'loading' | 'absent' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'notices'; readonly notices: readonly INotice[] };

/** Whether the news tell that there is something to read. */
export function isNotice(item: NewsItem): boolean {
  return item.kind === 'change' && item.change.action === 'notify';
}

/**
 * What the user is told, and how much of it is not read. The number is followed
 * all the time, what is told only while `active`.
 */
export class InboxModel extends LookedAt {
  constructor(private readonly api: Api) {
    super();
  }

  get state(): InboxState {
    return this._state;
  }

  /** How much is not read. */
  get unread(): number {
    return this._unread;
  }

  /** Look again when there is something to read, or may be. */
  hear(item: NewsItem): void {
    const isHere = item.kind === 'service' && item.state === 'here';
    if (isHere || item.kind === 'reset' || isNotice(item)) {
      void this.refresh();
    }
  }

  /** Ask the service again. What is shown stays until the answer. */
  override async refresh(): Promise<void> {
    this._request?.abort();
    const request = (this._request = new AbortController());
    const { signal } = request;
    try {
      const [unread, found] = await Promise.all([
        countUnread(this.api, signal),
        this.active ? notices(this.api, signal) : null
      ]);
      this._unread = unread;
      this.settle(request, found && { kind: 'notices', notices: found });
    } catch (error) {
      const isKept = this._state.kind === 'notices';
      this.settle(request, isKept ? null : stateAfter(error));
    }
  }

  /** Note that it was read, or not. Rejects with a RequestError. */
  async mark(notice: INotice, isRead: boolean): Promise<void> {
    if (notice.isRead !== isRead) {
      await markNotice(this.api, notice.id, isRead);
      await this.refresh();
    }
  }

  /** Note that all was read. Rejects with a RequestError. */
  async markAll(): Promise<void> {
    await markAllNotices(this.api);
    await this.refresh();
  }

  /** How the user is told. Rejects with a RequestError. */
  async told(): Promise<ITold> {
    return howTold(this.api);
  }

  async tell(
    change: Readonly<Partial<Record<NoticeKind, Way>>> | { digest: boolean }
  ): Promise<ITold> {
    return tellBy(this.api, change);
  }

  /**
   * The revision whose picture stands for what the notice is about; null where
   * there is none.
   */
  pictured({ targetType, target }: INotice): Promise<string | null> {
    const known = this._pictured.get(target);
    if (known) {
      return known;
    }
    const asked =
      targetType === 'figure'
        ? figureDetail(this.api, target).then(
            ({ revisions }) => revisions.at(-1)?.id ?? null,
            () => null
          )
        : Promise.resolve(targetType === 'figure_revision' ? target : null);
    this._pictured.set(target, asked);
    return asked;
  }

  override dispose(): void {
    this._request?.abort();
    super.dispose();
  }

  private settle(request: AbortController, state: InboxState | null): void {
    if (!request.signal.aborted) {
      this._state = state ?? this._state;
      this.announce();
    }
  }

  private _state: InboxState = { kind: 'loading' };
  private _unread = 0;
  private _request: AbortController | null = null;
  private readonly _pictured = new Map<string, Promise<string | null>>();
}

function stateAfter(error: unknown): InboxState {
  return isUnknown(error)
    ? { kind: 'absent' }
    : { kind: 'failed', reason: messageOf(error) };
}
