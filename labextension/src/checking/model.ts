import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { Api } from '../api';
import { base64In, dataUrlOf } from '../base64';
import { ICheckedDeck, checkDeck } from '../calls/decks';
import { isUnknown } from '../discussion/absence';
import { IOffline, asOffline } from '../offline';

/** `absent` is a service that checks nothing, `gone` a file that changed or is not there. */
export type CheckState =
  | { readonly kind: 'checking' | 'absent' | 'gone' }
  | ({ readonly kind: 'offline' } & IOffline)
  | { readonly kind: 'checked'; readonly deck: ICheckedDeck };

/**
 * What the pictures of one document show, and whether they still hold.
 */
export class CheckModel implements IDisposable {
  constructor(
    private readonly api: Api,
    private readonly file: File
  ) {}

  get name(): string {
    return this.file.name;
  }

  get state(): CheckState {
    return this._state;
  }

  /** Emitted after each change. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Send the document, once more where it was sent before. */
  async check(): Promise<void> {
    this._request.abort();
    const { signal } = (this._request = new AbortController());
    this.set({ kind: 'checking' });
    const state = await this.outcome(signal);
    if (!signal.aborted) {
      this.set(state);
    }
  }

  dispose(): void {
    this._isDisposed = true;
    this._request.abort();
    Signal.clearData(this);
  }

  private async outcome(signal: AbortSignal): Promise<CheckState> {
    const url = await dataUrlOf(this.file).catch(() => null);
    if (url === null) {
      return { kind: 'gone' };
    }
    try {
      const { api, name } = this;
      const deck = await checkDeck(api, name, base64In(url), signal);
      return { kind: 'checked', deck };
    } catch (error) {
      return isUnknown(error)
        ? { kind: 'absent' }
        : { kind: 'offline', ...asOffline(error) };
    }
  }

  private set(state: CheckState): void {
    this._state = state;
    this._changed.emit();
  }

  private _state: CheckState = { kind: 'checking' };
  private _isDisposed = false;
  private _request = new AbortController();
  private readonly _changed = new Signal<this, void>(this);
}
