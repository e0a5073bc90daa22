import { Signal } from '@lumino/signaling';

import { Api, Query } from '../api';
import { ICatalogPage, IEntry, IPlaces, catalogPlaces } from '../calls/catalog';
import { Deletions } from '../deletions';
import { LookedAt } from '../looked';
import { IOffline, asOffline } from '../offline';
import { Pins } from '../pins';
import { IFilters, NO_FILTERS, withFilters } from './filters';
import { isSameOrder, orderOf } from './order';
import { PAGE, listPage } from './page';

/** The service counts no further. */
export const MOST_COUNTED = 20_000;
const TYPING = 120;
/** Milliseconds in which changes gather before the list looks again. */
const CHANGES = 300;
const NOWHERE: IPlaces = { workspaces: [], analyses: [], authors: [] };

/**
 * What the list shows. Entries of `list` arrive page by page: see `entry`.
 */
export type WorkState =
  | { readonly kind: 'loading' }
  | ({ readonly kind: 'offline' } & IOffline)
  | { readonly kind: 'list'; readonly total: number };

/**
 * All that the user has, newest first, narrowed by filters. Pinned figures come
 * before the others; those that are being deleted are left out.
 *
 * Holds the pages that were looked at, and asks the service only while
 * `active`.
 */
export class WorkModel extends LookedAt {
  constructor(
    private readonly api: Api,
    private readonly pins: Pins,
    private readonly deletions: Deletions
  ) {
    super();
    pins.changed.connect(this.reorder, this);
    deletions.changed.connect(this.reorder, this);
  }

  get state(): WorkState {
    return this._state;
  }

  get filters(): IFilters {
    return this._filters;
  }

  /** What the list can be narrowed to. */
  get places(): IPlaces {
    return this._places;
  }

  /** Changes whenever another list is shown, which starts at its top. */
  get generation(): number {
    return this._generation;
  }

  /**
   * The entry at a place of the list; undefined while its page loads.
   */
  entry(index: number): IEntry | undefined {
    return this._pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  isPinned({ kind, id }: IEntry): boolean {
    return kind === 'figure' && this.pins.has(id);
  }

  /**
   * Narrow the list differently. Words that are being typed wait for the next
   * letter a moment.
   */
  narrow(change: Partial<IFilters>): void {
    this._filters = withFilters(this._filters, change, this._places);
    this.announce();
    if (this._typing !== null) {
      clearTimeout(this._typing);
    }
    const typed = Object.keys(change).join() === 'search';
    this._typing = setTimeout(
      () => {
        this._typing = null;
        void this.load(true);
      },
      typed ? TYPING : 0
    );
  }

  /**
   * Show everything of the same kind again.
   */
  clear(): void {
    this.narrow({ ...NO_FILTERS, kind: this._filters.kind });
  }

  /**
   * The places from `first` to `last` are looked at: their pages are loaded.
   */
  look(first: number, last: number): void {
    const pages = [Math.floor(first / PAGE), Math.floor(last / PAGE)];
    this._looked = pages;
    for (const page of new Set(pages)) {
      if (this._state.kind === 'list' && !this._pages.has(page)) {
        void this.loadPage(page);
      }
    }
  }

  /**
   * Ask the service again. The list stays until the answer is there.
   */
  override async refresh(): Promise<void> {
    await this.load(false);
  }

  /**
   * Something changed on the service: look again soon. Many changes at once cost
   * one look.
   */
  stir(): void {
    if (this.active && this._stirred === null) {
      this._stirred = setTimeout(() => {
        this._stirred = null;
        void this.refresh();
      }, CHANGES);
    }
  }

  override dispose(): void {
    Signal.disconnectReceiver(this);
    this._request.abort();
    for (const timer of [this._typing, this._stirred]) {
      if (timer !== null) {
        clearTimeout(timer);
      }
    }
    super.dispose();
  }

  private async load(anew: boolean): Promise<void> {
    if (!this.active || this.isDisposed) {
      return;
    }
    this._request.abort();
    const request = (this._request = new AbortController());
    const pages = anew ? [0] : [...new Set([0, ...this._looked])];
    try {
      await this.pins.ready();
      this._order = orderOf(this.pins, this.deletions);
      const found = await Promise.all(
        pages.map(page => this.page(page, request.signal))
      );
      if (!request.signal.aborted) {
        this._loading.clear();
        this.show(pages, found, anew);
      }
    } catch (error) {
      if (!request.signal.aborted) {
        this.fail(error);
      }
    }
    // Not beside the list: the choices are wanted later than the figures.
    await this.loadPlaces(request.signal);
  }

  /** Look again where other figures are pinned or deleted than when it looked. */
  private reorder(): void {
    const order = orderOf(this.pins, this.deletions);
    if (this._order && !isSameOrder(this._order, order)) {
      void this.refresh();
    }
  }

  private async loadPlaces(signal: AbortSignal): Promise<void> {
    try {
      const places = await catalogPlaces(this.api, signal);
      if (!signal.aborted) {
        this._places = places;
        this.announce();
      }
    } catch {
      // The list says what is wrong; what could be chosen stays.
    }
  }

  private page(page: number, signal: AbortSignal): Promise<ICatalogPage> {
    const { _filters: filters, _order: order } = this;
    return listPage(this.api, { page, filters, order: order ?? {} }, signal);
  }

  private async loadPage(page: number): Promise<void> {
    if (this._loading.has(page)) {
      return;
    }
    this._loading.add(page);
    const { signal } = this._request;
    try {
      const found = await this.page(page, signal);
      if (!signal.aborted) {
        this._pages.set(page, found.entries);
        this.announce();
      }
    } catch (error) {
      if (!signal.aborted) {
        this.fail(error);
      }
    } finally {
      this._loading.delete(page);
    }
  }

  private show(
    pages: readonly number[],
    found: readonly ICatalogPage[],
    anew: boolean
  ): void {
    this._pages.clear();
    found.forEach(({ entries }, i) => this._pages.set(pages[i], entries));
    this._generation += anew ? 1 : 0;
    this._state = { kind: 'list', total: found[0].total };
    this.announce();
  }

  private fail(error: unknown): void {
    this._state = { kind: 'offline', ...asOffline(error) };
    this.announce();
  }

  private _state: WorkState = { kind: 'loading' };
  private _filters = NO_FILTERS;
  private _places = NOWHERE;
  /** What the list is ordered by; null until it looked. */
  private _order: Query | null = null;
  private _generation = 0;
  private _looked: readonly number[] = [];
  private _request = new AbortController();
  private _typing: ReturnType<typeof setTimeout> | null = null;
  private _stirred: ReturnType<typeof setTimeout> | null = null;
  private readonly _pages = new Map<number, readonly IEntry[]>();
  private readonly _loading = new Set<number>();
}
