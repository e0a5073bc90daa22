import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { Api } from '../api';
import { base64In } from '../base64';
import { IPlaces, catalogPlaces } from '../calls/catalog';
import { IFindings, searchPicture, searchWords } from '../calls/search';
import { isUnknown } from '../discussion/absence';
import { IOffline, asOffline } from '../offline';
import { Since, sinceTime } from '../work/filters';

/** Where to look; null and empty texts narrow nothing. */
export interface IWhere {
  readonly workspace: string | null;
  readonly analysis: string | null;
  readonly author: string | null;
  readonly since: Since;
  readonly library: string;
  readonly uses: string;
  readonly talked: boolean;
}

/**
 * `absent` is a service that cannot search; `failure` is why no more came of what
 * was found.
 */
export type SearchState =
  | { readonly kind: 'idle' | 'loading' | 'absent' }
  | ({ readonly kind: 'offline' } & IOffline)
  | {
      readonly kind: 'found';
      readonly findings: IFindings;
      readonly failure: IOffline | null;
    };

export const ANYWHERE: IWhere = {
  workspace: null,
  analysis: null,
  author: null,
  since: 'any',
  library: '',
  uses: '',
  talked: false
};
const TYPING = 120;
const PAGE = 20;
const NOWHERE: IPlaces = { workspaces: [], analyses: [], authors: [] };

/**
 * What words, a picture or both find. A new question ends the one before; what was
 * found stays until the answer.
 */
export class SearchModel implements IDisposable {
  constructor(private readonly api: Api) {}

  get state(): SearchState {
    return this._state;
  }

  /** Emitted after each change. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get words(): string {
    return this._words;
  }

  get where(): IWhere {
    return this._where;
  }

  /** The picture that is looked for, as a data URL; null where only words are. */
  get picture(): string | null {
    return this._picture;
  }

  /** What a search can be narrowed to. */
  get places(): IPlaces {
    return this._places;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Look for words; those that are being typed wait a moment. */
  type(words: string): void {
    this._words = words;
    this.begin(TYPING);
  }

  narrow(change: Partial<IWhere>): void {
    this._where = { ...this._where, ...change };
    this.begin(0);
  }

  /** Look for the figure that a picture shows; null for words only. */
  show(picture: string | null): void {
    this._picture = picture;
    this.begin(0);
  }

  /** Ask again. */
  refresh(): void {
    this.begin(0);
  }

  /** The next ones of what was found, which stays where none come. */
  async more(): Promise<void> {
    const { _state: state } = this;
    if (state.kind === 'found' && !this._picture) {
      const { hits } = state.findings;
      await this.ask(
        async signal => {
          const next = await this.page(hits.length, signal);
          return { ...next, hits: [...hits, ...next.hits] };
        },
        failure => ({ ...state, failure })
      );
    }
  }

  /** Learn what a search can be narrowed to. */
  async learn(): Promise<void> {
    try {
      this._places = await catalogPlaces(this.api);
      this._changed.emit();
    } catch {
      // Then one can narrow it by writing only.
    }
  }

  dispose(): void {
    this._isDisposed = true;
    this._request.abort();
    clearTimeout(this._timer);
    Signal.clearData(this);
  }

  private begin(wait: number): void {
    clearTimeout(this._timer);
    this._request.abort();
    const isIdle =
      this._picture === null &&
      this._words.trim() === '' &&
      countWhere(this._where) === 0;
    if (isIdle) {
      this.set({ kind: 'idle' });
      return;
    }
    if (this._state.kind !== 'found') {
      this._state = { kind: 'loading' };
    }
    this._timer = setTimeout(
      () =>
        void this.ask(
          signal => this.page(0, signal),
          failure => ({ kind: 'offline', ...failure })
        ),
      wait
    );
    this._changed.emit();
  }

  private async ask(
    question: (signal: AbortSignal) => Promise<IFindings>,
    failed: (failure: IOffline) => SearchState
  ): Promise<void> {
    this._request.abort();
    const { signal } = (this._request = new AbortController());
    try {
      const findings = await question(signal);
      if (!signal.aborted) {
        this.set({ kind: 'found', findings, failure: null });
      }
    } catch (error) {
      if (!signal.aborted) {
        this.set(
          isUnknown(error) ? { kind: 'absent' } : failed(asOffline(error))
        );
      }
    }
  }

  private page(offset: number, signal: AbortSignal): Promise<IFindings> {
    const { workspace, analysis } = this._where;
    if (this._picture !== null) {
      const query = this._words.trim();
      const where = { query, workspace, analysis };
      return searchPicture(this.api, base64In(this._picture), where, signal);
    }
    const { author, since, library, uses, talked } = this._where;
    const question = {
      query: this._words.trim(),
      workspace,
      analysis,
      author,
      library: library.trim() || null,
      uses: uses.trim() || null,
      since: sinceTime(since, new Date())?.toISOString() ?? null,
      has_comments: talked || null,
      offset,
      limit: PAGE
    };
    return searchWords(this.api, question, signal);
  }

  private set(state: SearchState): void {
    this._state = state;
    this._changed.emit();
  }

  private _state: SearchState = { kind: 'idle' };
  private _words = '';
  private _where = ANYWHERE;
  private _picture: string | null = null;
  private _places = NOWHERE;
  private _isDisposed = false;
  private _request = new AbortController();
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private readonly _changed = new Signal<this, void>(this);
}

/** How many filters narrow a search. */
export function countWhere(where: IWhere): number {
  const { workspace, analysis, author, since, library, uses, talked } = where;
  return [
    workspace,
    analysis,
    author,
    since !== 'any',
    library.trim(),
    uses.trim(),
    talked
  ].filter(Boolean).length;
}
