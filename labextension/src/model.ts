import { Api } from './api';
import { Figures, IFigureRow } from './figures';
import { LookedAt } from './looked';
import { IChange, NewsItem } from './news';
import { IOffline, asOffline } from './offline';

/**
 * Of the notebook, what the model must know.
 */
export interface INotebook {
  /** The path below the server's root, with `/`. */
  readonly path: string;
  /** Whether one of its cells loads the IPython extension. */
  readonly loadsExtension: boolean;
  /** The ids of its cells, in their order. */
  readonly cells: readonly string[];
}

/**
 * What is known of the notebook's kept figures. `offline` says why rows that
 * were seen before may be old.
 */
export type FigureListState =
  | { readonly kind: 'no notebook' }
  | { readonly kind: 'loading' }
  | ({ readonly kind: 'offline' } & IOffline)
  | { readonly kind: 'empty'; readonly notebook: INotebook }
  | {
      readonly kind: 'figures';
      readonly rows: readonly IFigureRow[];
      readonly offline: IOffline | null;
    };

/**
 * The kept figures of one notebook.
 *
 * Asks the service only while `active`, so that a hidden panel costs nothing.
 */
export class FigureListModel extends LookedAt {
  constructor(api: Api) {
    super();
    this._figures = new Figures(api);
  }

  get state(): FigureListState {
    return this._state;
  }

  get notebook(): INotebook | null {
    return this._notebook;
  }

  set notebook(notebook: INotebook | null) {
    const before = this._notebook;
    this._notebook = notebook;
    if (notebook?.path !== before?.path) {
      this._state = { kind: notebook ? 'loading' : 'no notebook' };
      this.announce();
      void this.refresh();
    } else if (notebook && this._state.kind === 'empty') {
      this.show({ kind: 'empty', notebook });
    } else if (notebook && before && !areSame(notebook.cells, before.cells)) {
      this.announce();
    }
  }

  /**
   * Ask the service again. A newer call replaces one that is under way.
   */
  override async refresh(): Promise<void> {
    this._request?.abort();
    const notebook = this._notebook;
    if (!notebook || !this.active || this.isDisposed) {
      return;
    }
    const request = (this._request = new AbortController());
    this._changedFigures.clear();
    try {
      const rows = await this._figures.rows(notebook.path, request.signal);
      if (!request.signal.aborted) {
        this.showRows(rows);
      }
    } catch (error) {
      if (!request.signal.aborted) {
        this.show(withOffline(this._state, asOffline(error)));
      }
    } finally {
      if (this._request === request) {
        this._request = null;
        this.refreshChanged();
      }
    }
  }

  /** Take in what the stream told: ask again for what changed, and only that. */
  hear(item: NewsItem): void {
    if (item.kind === 'reset') {
      void this.refresh();
    } else if (item.kind === 'service' && item.state === 'here') {
      void this.refresh();
    } else if (item.kind === 'change') {
      this.hearChange(item.change);
    }
  }

  override dispose(): void {
    this._end.abort();
    this._request?.abort();
    super.dispose();
  }

  private hearChange({ analysis, figure }: IChange): void {
    const known = this._notebook && this._figures.analysis(this._notebook.path);
    if (known && analysis && analysis !== known) {
      return;
    }
    if (known && figure) {
      this._changedFigures.add(figure);
      this.refreshChanged();
    } else {
      void this.refresh();
    }
  }

  /** Ask for the figures that changed, unless everything is being asked for. */
  private refreshChanged(): void {
    const notebook = this._notebook;
    if (this._request || !notebook || !this.active || this.isDisposed) {
      return;
    }
    for (const figure of this._changedFigures) {
      this._changedFigures.delete(figure);
      void this.refreshFigure(figure, notebook.path);
    }
  }

  private async refreshFigure(figure: string, path: string): Promise<void> {
    const { signal } = this._end;
    try {
      const row = await this._figures.rowNow(figure, signal);
      if (this.isDisposed || this._request || this._notebook?.path !== path) {
        return;
      }
      const others = this.rows.filter(({ id }) => id !== figure);
      this.showRows(row ? [...others, row] : others);
    } catch {
      // Asking for everything tells what is wrong.
      void this.refresh();
    }
  }

  private get rows(): readonly IFigureRow[] {
    return this._state.kind === 'figures' ? this._state.rows : [];
  }

  private showRows(rows: readonly IFigureRow[]): void {
    if (rows.length) {
      this.show({ kind: 'figures', rows, offline: null });
    } else if (this._notebook) {
      // The notebook may have changed meanwhile, though not its path.
      this.show({ kind: 'empty', notebook: this._notebook });
    }
  }

  private show(state: FigureListState): void {
    this._state = state;
    this.announce();
  }

  private _state: FigureListState = { kind: 'no notebook' };
  private _notebook: INotebook | null = null;
  private _request: AbortController | null = null;
  private readonly _end = new AbortController();
  private readonly _figures: Figures;
  private readonly _changedFigures = new Set<string>();
}

function withOffline(
  state: FigureListState,
  offline: IOffline
): FigureListState {
  return state.kind === 'figures'
    ? { ...state, offline }
    : { kind: 'offline', ...offline };
}

function areSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, place) => id === b[place]);
}
