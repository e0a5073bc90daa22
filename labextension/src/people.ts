import { ISignal, Signal } from '@lumino/signaling';

import { Api } from './api';
import { fullName, me } from './calls/people';

/**
 * The names of users, as far as they may be seen.
 */
export class People {
  constructor(private readonly api: Api) {}

  /** Emitted when names have come. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** User name of the one who looks; null until it is known. */
  get me(): string | null {
    return this._me;
  }

  /**
   * The full name of a user; the user name while that is not known.
   */
  name(username: string): string {
    return this._names.get(username) ?? username;
  }

  /**
   * Learn the names of these users. Those that cannot be learned keep their
   * user name.
   */
  async learn(usernames: Iterable<string>): Promise<void> {
    const unknown = new Set(
      [...usernames].filter(name => name && !this._names.has(name))
    );
    unknown.forEach(username => this._names.set(username, username));
    if (unknown.size === 0 && this._me !== null) {
      return;
    }
    await Promise.all([this.learnMe(), ...[...unknown].map(u => this.ask(u))]);
    this._changed.emit();
  }

  private async learnMe(): Promise<void> {
    this._me ??= await me(this.api).then(
      ({ username }) => username,
      () => null
    );
  }

  private async ask(username: string): Promise<void> {
    this._names.set(
      username,
      await fullName(this.api, username).catch(() => username)
    );
  }

  private _me: string | null = null;
  private readonly _names = new Map<string, string>();
  private readonly _changed = new Signal<this, void>(this);
}
