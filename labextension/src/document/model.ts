import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { IAbsent, absence } from '../absence';
import { Api, messageOf } from '../api';
import {
  IFigureDetail,
  IPlace,
  analysisPlace,
  figureDetail,
  moveFigure,
  renameFigure
} from '../calls/figures';
import {
  IRevisionDetail,
  describeRevision,
  revisionDetail
} from '../calls/revisions';
import { IRevision } from '../wire';

/** What the document shows. */
export type DocumentState =
  | { readonly kind: 'loading' }
  | IAbsent
  | { readonly kind: 'figure'; readonly shown: IShown };

/** A figure and the revision of it that is looked at. */
export interface IShown {
  readonly figure: IFigureDetail;
  /** The analysis that it is in; null where it may not be seen. */
  readonly place: IPlace | null;
  readonly current: IRevision;
  /** All about `current`; null while it loads. */
  readonly detail: IRevisionDetail | null;
  /** Why `detail` cannot be shown; empty where it can. */
  readonly problem: string;
}

/**
 * One figure: its revisions, and the one of them that is looked at.
 */
export class FigureDocumentModel implements IDisposable {
  constructor(
    private readonly api: Api,
    private figure: string | null,
    private wanted: string | null = null
  ) {}

  /** Empty until it is known which figure the wanted revision belongs to. */
  get figureId(): string {
    return this.figure ?? '';
  }

  get state(): DocumentState {
    return this._state;
  }

  /** Emitted after each change of `state`. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get shown(): IShown | null {
    return this._state.kind === 'figure' ? this._state.shown : null;
  }

  /** The revision that is looked at, or will be when it has loaded. */
  get revision(): string | null {
    return this.shown?.current.id ?? this.wanted;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /**
   * Ask the service for the figure. What is shown stays until the answer, and
   * the same revision is looked at afterwards.
   */
  async load(): Promise<void> {
    this._request?.abort();
    const request = (this._request = new AbortController());
    if (this._state.kind !== 'figure') {
      this.show({ kind: 'loading' });
    }
    try {
      const figure = await this.ask(request.signal);
      const place = await this.placeOf(figure, request.signal);
      if (request.signal.aborted) {
        return;
      }
      const current =
        figure.revisions.find(({ id }) => id === this.revision) ??
        figure.revisions.at(-1);
      if (!current) {
        this.show({ kind: 'missing', reason: '', hint: '' });
        return;
      }
      const same = this.shown?.current.id === current.id ? this.shown : null;
      this.show({
        kind: 'figure',
        shown: {
          figure,
          place,
          current,
          detail: same?.detail ?? null,
          problem: ''
        }
      });
      await this.look(current.id);
    } catch (error) {
      if (!request.signal.aborted) {
        this.show(absence(error));
      }
    }
  }

  /**
   * Ask again when the figure has got a revision that is not known yet; what is
   * looked at stays.
   */
  async follow(newest: string): Promise<void> {
    const known = this.shown?.figure.revisions.some(({ id }) => id === newest);
    if (known === false && newest !== this._followed) {
      this._followed = newest;
      await this.load();
    }
  }

  /**
   * Look at another revision of the figure.
   */
  async look(revision: string): Promise<void> {
    const shown = this.shown;
    if (!shown) {
      this.wanted = revision;
      return;
    }
    const current = shown.figure.revisions.find(({ id }) => id === revision);
    if (!current) {
      // It is newer than what we know.
      this.wanted = revision;
      this._state = { kind: 'loading' };
      await this.load();
      return;
    }
    const known = this._details.get(revision);
    if (known) {
      this.change({ current, detail: known, problem: '' });
      return;
    }
    // What was shown stays in sight until the new one is here.
    this.change({ current, problem: '' });
    try {
      const detail = await revisionDetail(this.api, revision);
      this._details.set(revision, detail);
      this.settle(revision, { detail });
    } catch (error) {
      this.settle(revision, { detail: null, problem: messageOf(error) });
    }
  }

  /**
   * Look at the revision `steps` after this one (before it, when negative).
   */
  async step(steps: number): Promise<void> {
    const revisions = this.shown?.figure.revisions ?? [];
    const index = revisions.findIndex(({ id }) => id === this.revision);
    const next = revisions[index + steps];
    if (next) {
      await this.look(next.id);
    }
  }

  /**
   * Rejects with a RequestError, and then the old name is back.
   */
  async rename(name: string): Promise<void> {
    const figure = this.shown?.figure;
    if (!figure || name.trim() === '' || name.trim() === figure.name) {
      return;
    }
    this.change({ figure: { ...figure, name: name.trim() } });
    try {
      await renameFigure(this.api, figure.id, name.trim());
    } catch (error) {
      const latest = this.shown?.figure ?? figure;
      this.change({ figure: { ...latest, name: figure.name } });
      throw error;
    }
  }

  /**
   * Say what the picture of a revision shows. Rejects with a RequestError.
   */
  async describe(revision: string, alt: string): Promise<void> {
    const detail = await describeRevision(this.api, revision, alt);
    this._details.set(revision, detail);
    this.settle(revision, { detail });
  }

  /**
   * Move the figure into another analysis. Rejects with a RequestError.
   */
  async move(analysis: string): Promise<void> {
    await moveFigure(this.api, this.figureId, analysis);
    await this.load();
  }

  dispose(): void {
    this._isDisposed = true;
    this._request?.abort();
    Signal.clearData(this);
  }

  private async ask(signal: AbortSignal): Promise<IFigureDetail> {
    this.figure ??= (
      await revisionDetail(this.api, this.wanted ?? '', signal)
    ).figure;
    return figureDetail(this.api, this.figure, signal);
  }

  private async placeOf(
    figure: IFigureDetail,
    signal: AbortSignal
  ): Promise<IPlace | null> {
    return analysisPlace(this.api, figure.analysis, signal).catch(() => null);
  }

  private settle(revision: string, part: Partial<IShown>): void {
    if (this.shown?.current.id === revision) {
      this.change(part);
    }
  }

  private change(part: Partial<IShown>): void {
    if (this._state.kind === 'figure') {
      this.show({ kind: 'figure', shown: { ...this._state.shown, ...part } });
    }
  }

  private show(state: DocumentState): void {
    if (!this._isDisposed) {
      this._state = state;
      this._changed.emit();
    }
  }

  private _state: DocumentState = { kind: 'loading' };
  private _request: AbortController | null = null;
  private _isDisposed = false;
  private _followed = '';
  private readonly _details = new Map<string, IRevisionDetail>();
  private readonly _changed = new Signal<this, void>(this);
}
