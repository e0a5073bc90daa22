import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { Api, RequestError } from '../api';
import { figureDetail } from '../calls/figures';
import { revisionDetail } from '../calls/revisions';
import { IRevision } from '../wire';
import { IAlignment, alignments } from './alignment';
import { IDifference } from './difference';
import { IPictures, IRasterPair } from './pictures';
import { ISide } from './side';
import { Sides } from './sides';

export type Mode = 'side' | 'swipe' | 'onion' | 'blink' | 'difference';
export const MODES: readonly Mode[] = [
  'side',
  'swipe',
  'onion',
  'blink',
  'difference'
];

/** The two places of a comparison: usually the older revision is `before`. */
export type Role = 'before' | 'after';
export type Pair = readonly [before: string, after: string];

/**
 * What to compare: two revisions; one with its neighbor; or a figure's newest two.
 */
export interface ICompareRequest {
  readonly revisions: readonly string[];
  readonly figure?: string;
}

/** What the two pictures are to each other. */
export type Pixels =
  | {
      readonly kind: 'counted';
      readonly alignment: IAlignment;
      readonly difference: IDifference;
    }
  | { readonly kind: 'too large'; readonly alignment: IAlignment }
  /** One of them is no picture of pixels. */
  | { readonly kind: 'none' };

export interface ICompared {
  readonly kind: 'compared';
  readonly before: ISide;
  readonly after: ISide;
  /** The revisions of the figure on each side, oldest first. */
  readonly choices: Readonly<Record<Role, readonly IRevision[]>>;
  readonly pixels: Pixels;
  /** Whether other revisions are being loaded. */
  readonly busy: boolean;
}

export type CompareState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly reason: string; readonly hint: string }
  /** There is nothing to compare the figure's only revision with. */
  | { readonly kind: 'single'; readonly name: string }
  | ICompared;

const LARGEST = 64_000_000;

/**
 * Two revisions, of one figure or of two, and what differs between them.
 */
export class CompareModel implements IDisposable {
  constructor(
    private readonly api: Api,
    private readonly pictures: IPictures,
    private readonly request: ICompareRequest
  ) {
    this._sides = new Sides(api, pictures);
  }

  get state(): CompareState {
    return this._state;
  }

  /** Emitted after each change of `state` and `mode`. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** The revisions that are shown, or will be; null before that is known. */
  get revisions(): Pair | null {
    return this._wanted;
  }

  get mode(): Mode {
    return this._mode;
  }

  set mode(mode: Mode) {
    if (mode !== this._mode) {
      this._mode = mode;
      this._changed.emit();
    }
  }

  /**
   * Load what was asked for, for the first time or again.
   */
  async load(): Promise<void> {
    try {
      const pair = this._wanted ?? (await this.find());
      if (pair) {
        await this.show(pair);
      }
    } catch (error) {
      this.fail(error);
    }
  }

  /**
   * Show another revision on one side.
   */
  async pick(role: Role, revision: string): Promise<void> {
    if (this._wanted) {
      const [before, after] = this._wanted;
      await this.show(
        role === 'before' ? [revision, after] : [before, revision]
      );
    }
  }

  /**
   * Show the next newer (1) or older (-1) revision on one side, if there is one.
   */
  async step(role: Role, by: 1 | -1): Promise<void> {
    if (this._state.kind !== 'compared' || !this._wanted) {
      return;
    }
    const current = this._wanted[role === 'before' ? 0 : 1];
    const choices = this._state.choices[role];
    const index = choices.findIndex(({ id }) => id === current);
    const next = choices[index + by];
    if (index >= 0 && next) {
      await this.pick(role, next.id);
    }
  }

  async swap(): Promise<void> {
    if (this._wanted) {
      await this.show([this._wanted[1], this._wanted[0]]);
    }
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._counting?.abort();
    this._sides.dispose();
    Signal.clearData(this);
  }

  private async find(): Promise<Pair | null> {
    const [first, second] = this.request.revisions;
    if (first && second) {
      return [first, second];
    }
    const figure = first
      ? (await revisionDetail(this.api, first)).figure
      : (this.request.figure ?? '');
    const { name, revisions } = await figureDetail(this.api, figure);
    if (revisions.length < 2) {
      this.set({ kind: 'single', name });
      return null;
    }
    const index = revisions.findIndex(({ id }) => id === first);
    const newer = Math.max(1, index < 0 ? revisions.length - 1 : index);
    return [revisions[newer - 1].id, revisions[newer].id];
  }

  private async show(pair: Pair): Promise<void> {
    this._wanted = pair;
    if (this._state.kind === 'compared') {
      this.set({ ...this._state, busy: true });
    } else {
      this.set({ kind: 'loading' });
    }
    try {
      const [before, after] = await this._sides.load(pair);
      const [older, newer] = await Promise.all(
        [before, after].map(side => this.lines(side.revision.figure))
      );
      const pixels = await this.compared(before, after);
      if (this._wanted === pair && !this._isDisposed) {
        const choices = { before: older, after: newer };
        const busy = false;
        this.set({ kind: 'compared', before, after, choices, pixels, busy });
      }
    } catch (error) {
      if (this._wanted === pair) {
        this.fail(error);
      }
    }
  }

  private async lines(figure: string): Promise<readonly IRevision[]> {
    return (await figureDetail(this.api, figure)).revisions;
  }

  /** Laid upon each other where they agree most. */
  private async compared(before: ISide, after: ISide): Promise<Pixels> {
    if (before.picture.kind !== 'raster' || after.picture.kind !== 'raster') {
      return { kind: 'none' };
    }
    const pair: IRasterPair = {
      before: before.picture.raster,
      after: after.picture.raster
    };
    const [first, ...others] = alignments(pair.before.size, pair.after.size);
    if (first.room.width * first.room.height > LARGEST) {
      return { kind: 'too large', alignment: first };
    }
    this._counting?.abort();
    const { signal } = (this._counting = new AbortController());
    const count = (alignment: IAlignment) =>
      this.pictures.difference(pair, alignment, signal);
    let best = { alignment: first, difference: await count(first) };
    for (const alignment of others) {
      const difference = await count(alignment);
      if (difference.changed < best.difference.changed) {
        best = { alignment, difference };
      }
    }
    return { kind: 'counted', ...best };
  }

  private fail(error: unknown): void {
    if (!this._isDisposed) {
      const refused = error instanceof RequestError ? error : null;
      this.set({
        kind: 'failed',
        reason: refused?.message ?? '',
        hint: refused?.hint ?? ''
      });
    }
  }

  private set(state: CompareState): void {
    this._state = state;
    this._changed.emit();
  }

  private _state: CompareState = { kind: 'loading' };
  private _mode: Mode = 'side';
  private _wanted: Pair | null = null;
  private _counting: AbortController | null = null;
  private _isDisposed = false;
  private readonly _sides: Sides;
  private readonly _changed = new Signal<this, void>(this);
}
