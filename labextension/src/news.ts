import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { IServerEvent, readEvents } from './stream';
import { text, textOrNull } from './wire';

/**
 * How the service is: `here`, `asleep` while nobody needs it, `away` when it
 * should be there, `silent` when it has no news to tell, and `unknown` while
 * there is no stream.
 */
export type ServiceState = 'here' | 'asleep' | 'away' | 'silent' | 'unknown';

/** What happened to which thing. */
export interface IChange {
  readonly action: string;
  /** `figure_revision`, `figure`, `analysis`, `workspace`, ... */
  readonly kind: string;
  readonly target: string;
  readonly analysis: string | null;
  readonly figure: string | null;
}

/** Something that the stream told; after a `reset` everything may be old. */
export type NewsItem =
  | { readonly kind: 'change'; readonly change: IChange }
  | { readonly kind: 'reset' }
  | { readonly kind: 'service'; readonly state: ServiceState }
  | {
      readonly kind: 'receipts';
      readonly notebooks: readonly string[];
      readonly waiting: number;
    };

type Said = { item: NewsItem; cursor: string | null } | 'what?';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
/** A stream that says nothing for so long is dead; it says "alive" every 15 s. */
const SILENCE = 40_000;

/**
 * News from the service and the data folder, with one request for the whole
 * browser: the tabs agree on one that listens and tells the others.
 */
export class News implements IDisposable {
  constructor(
    private readonly server: ServerConnection.ISettings = ServerConnection.makeSettings()
  ) {
    this._name = `gofigr-news:${server.baseUrl}`;
    this._channel = new BroadcastChannel(this._name);
    this._channel.onmessage = event => this.heard(event.data as Said);
    this._channel.postMessage('what?');
    void this.takeTurn();
  }

  /** Emitted with each item, in every tab. */
  get told(): ISignal<this, NewsItem> {
    return this._told;
  }

  /** How the service is. */
  get service(): ServiceState {
    return this._service;
  }

  /** Whether changes are told; otherwise one has to look. */
  get isLive(): boolean {
    return this._service !== 'unknown' && this._service !== 'silent';
  }

  get isDisposed(): boolean {
    return this._end.signal.aborted;
  }

  dispose(): void {
    if (!this.isDisposed) {
      this._end.abort();
      this._channel.close();
      Signal.clearData(this);
    }
  }

  /** Listen, once no other tab does. */
  private async takeTurn(): Promise<void> {
    const { signal } = this._end;
    try {
      // Pages that are not secure have no locks: there each tab listens.
      await (navigator.locks
        ? navigator.locks.request(this._name, { signal }, () => this.listen())
        : this.listen());
    } catch {
      // Disposed before its turn came.
    }
  }

  private async listen(): Promise<void> {
    this._leads = true;
    let pause = FIRST_PAUSE;
    while (!this.isDisposed) {
      const began = Date.now();
      await this.follow().catch(() => {
        // The server went away, or does not let us in: say so and try again.
      });
      if (!this.isDisposed) {
        this.say({ kind: 'service', state: 'unknown' }, null);
        const wasGood = Date.now() - began > LONGEST_PAUSE;
        pause = wasGood ? FIRST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
        await this.wait(pause * (0.5 + Math.random() / 2));
      }
    }
  }

  /** Follow one stream to its end. */
  private async follow(): Promise<void> {
    const stream = new AbortController();
    const stop = () => stream.abort();
    this._end.signal.addEventListener('abort', stop, { once: true });
    let watchdog = setTimeout(stop, SILENCE);
    const onLife = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(stop, SILENCE);
    };
    try {
      const headers: Record<string, string> = this._cursor
        ? { 'Last-Event-ID': this._cursor }
        : {};
      const response = await ServerConnection.makeRequest(
        URLExt.join(this.server.baseUrl, 'gofigr', 'news'),
        { signal: stream.signal, headers },
        this.server
      );
      if (response.ok && response.body) {
        this.began();
        await readEvents(response.body, event => this.take(event), onLife);
      }
    } finally {
      clearTimeout(watchdog);
      this._end.signal.removeEventListener('abort', stop);
    }
  }

  /** A stream is open. Without a cursor nobody knows what was missed. */
  private began(): void {
    if (this._wasOpen && !this._cursor) {
      this.say({ kind: 'reset' }, null);
    }
    this._wasOpen = true;
  }

  private take(event: IServerEvent): void {
    const item = asItem(event);
    if (item) {
      this.say(item, event.id);
    }
  }

  private say(item: NewsItem, cursor: string | null): void {
    this._channel.postMessage({ item, cursor } satisfies Said);
    this.note(item, cursor);
  }

  private heard(said: Said): void {
    if (said !== 'what?') {
      this.note(said.item, said.cursor);
    } else if (this._leads) {
      const item: NewsItem = { kind: 'service', state: this._service };
      this._channel.postMessage({ item, cursor: null } satisfies Said);
    }
  }

  private note(item: NewsItem, cursor: string | null): void {
    this._cursor = cursor ?? this._cursor;
    if (item.kind === 'service') {
      if (item.state === this._service) {
        return;
      }
      this._service = item.state;
    }
    this._told.emit(item);
  }

  private wait(milliseconds: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, milliseconds);
      const stop = () => {
        clearTimeout(timer);
        resolve();
      };
      this._end.signal.addEventListener('abort', stop, { once: true });
    });
  }

  private readonly _name: string;
  private readonly _channel: BroadcastChannel;
  private readonly _end = new AbortController();
  private readonly _told = new Signal<this, NewsItem>(this);
  private _service: ServiceState = 'unknown';
  private _cursor: string | null = null;
  private _leads = false;
  private _wasOpen = false;
}

function asItem({ name, data }: IServerEvent): NewsItem | null {
  switch (name) {
    case 'change':
      return {
        kind: 'change',
        change: {
          action: text(data.action),
          kind: text(data.kind),
          target: text(data.target),
          analysis: textOrNull(data.analysis),
          figure: textOrNull(data.figure)
        }
      };
    case 'reset':
      return { kind: 'reset' };
    case 'service':
      return { kind: 'service', state: asServiceState(data.state) };
    case 'receipts':
      return {
        kind: 'receipts',
        notebooks: Array.isArray(data.notebooks)
          ? data.notebooks.filter(path => typeof path === 'string')
          : [],
        waiting: typeof data.waiting === 'number' ? data.waiting : 0
      };
    default:
      return null;
  }
}

function asServiceState(value: unknown): ServiceState {
  return value === 'here' || value === 'asleep' || value === 'away'
    ? value
    : 'silent';
}
