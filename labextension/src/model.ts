import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { Api, RequestError } from './api';
import { analysisOf, workspaceOf } from './place';
import { IAnalysis, IFigure, IRevision } from './wire';

/**
 * Of the notebook, what the model must know.
 */
export interface INotebook {
  /** The path below the server's root, with `/`. */
  readonly path: string;
  /** Whether one of its cells loads the IPython extension. */
  readonly loadsExtension: boolean;
}

/**
 * One kept figure, as the panel shows it.
 */
export interface IFigureRow {
  readonly id: string;
  readonly name: string;
  /** The newest revision. */
  readonly revision: IRevision;
  /** The address of the page that shows it. */
  readonly link: string;
  /** A data URL; undefined while it loads, null where there is none. */
  readonly thumbnail: string | null | undefined;
}

/**
 * What the panel shows.
 */
export type FigureListState =
  | { readonly kind: 'no notebook' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'offline'; readonly reason: string; readonly hint: string }
  | { readonly kind: 'empty'; readonly notebook: INotebook }
  | { readonly kind: 'figures'; readonly rows: readonly IFigureRow[] };

export const THUMBNAIL_SIZE = 192;
const AT_ONCE = 6;

/**
 * The kept figures of one notebook, newest first.
 *
 * Asks the service only while `active`, so that a hidden panel costs nothing.
 */
export class FigureListModel implements IDisposable {
  constructor(private readonly api: Api) {}

  get state(): FigureListState {
    return this._state;
  }

  /** Emitted after each change of `state`. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  get notebook(): INotebook | null {
    return this._notebook;
  }

  set notebook(notebook: INotebook | null) {
    const samePath = notebook?.path === this._notebook?.path;
    this._notebook = notebook;
    if (!samePath) {
      this._state = { kind: notebook ? 'loading' : 'no notebook' };
      this._changed.emit();
      void this.refresh();
    } else if (notebook && this._state.kind === 'empty') {
      this.show({ kind: 'empty', notebook });
    }
  }

  get active(): boolean {
    return this._active;
  }

  set active(active: boolean) {
    const awakes = active && !this._active;
    this._active = active;
    if (awakes) {
      void this.refresh();
    }
  }

  /**
   * Ask the service again. A newer call replaces one that is under way.
   */
  async refresh(): Promise<void> {
    this._request?.abort();
    const notebook = this._notebook;
    if (!notebook || !this._active || this._isDisposed) {
      return;
    }
    const request = (this._request = new AbortController());
    try {
      const rows = await this.load(notebook, request.signal);
      if (!request.signal.aborted) {
        // The notebook may have changed meanwhile, though not its path.
        this.show(
          rows.length
            ? { kind: 'figures', rows }
            : { kind: 'empty', notebook: this._notebook ?? notebook }
        );
        await this.loadThumbnails(rows, request.signal);
      }
    } catch (error) {
      if (!request.signal.aborted) {
        this.show(offline(error));
      }
    }
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._request?.abort();
    Signal.clearData(this);
  }

  private async load(
    notebook: INotebook,
    signal: AbortSignal
  ): Promise<readonly IFigureRow[]> {
    const figures = await this.figuresOf(notebook, signal);
    const rows = await inTurns(figures, figure => this.row(figure, signal));
    return rows
      .filter(row => row !== null)
      .sort((a, b) => lastSeen(b) - lastSeen(a));
  }

  private async figuresOf(
    notebook: INotebook,
    signal: AbortSignal
  ): Promise<readonly IFigure[]> {
    const known = this._analyses.get(notebook.path);
    if (known) {
      try {
        return await this.api.figures(known, signal);
      } catch (error) {
        // It may have been deleted or moved: look for it as if for the first time.
        this._analyses.delete(notebook.path);
        if (!(error instanceof RequestError) || error.status >= 500) {
          throw error;
        }
      }
    }
    const analysis = await this.findAnalysis(notebook, signal);
    if (!analysis) {
      return [];
    }
    this._analyses.set(notebook.path, analysis.id);
    return this.api.figures(analysis.id, signal);
  }

  private async findAnalysis(
    notebook: INotebook,
    signal: AbortSignal
  ): Promise<IAnalysis | undefined> {
    const [destination, user, workspaces] = await Promise.all([
      this.api.destination(signal),
      this.api.userName(signal),
      this.api.workspaces(signal)
    ]);
    const workspace = workspaceOf(destination, workspaces, user);
    if (!workspace) {
      return undefined;
    }
    const analyses = await this.api.analyses(workspace.id, signal);
    return analysisOf(destination, analyses, notebook.path);
  }

  private async row(
    figure: IFigure,
    signal: AbortSignal
  ): Promise<IFigureRow | null> {
    const known = this._newest.get(figure.id);
    const revision =
      known?.stamp === figure.stamp
        ? known.revision
        : ((await this.api.revisions(figure.id, signal)).at(-1) ?? null);
    this._newest.set(figure.id, { stamp: figure.stamp, revision });
    return (
      revision && {
        id: figure.id,
        name: figure.name,
        revision,
        link: this.api.page(revision),
        thumbnail: this._thumbnails.get(revision.id)
      }
    );
  }

  private async loadThumbnails(
    rows: readonly IFigureRow[],
    signal: AbortSignal
  ): Promise<void> {
    const missing = rows.filter(row => row.thumbnail === undefined);
    await inTurns(missing, async ({ id, revision }) => {
      const thumbnail = await this.api
        .thumbnail(revision.id, THUMBNAIL_SIZE, signal)
        .catch(() => null);
      if (!signal.aborted) {
        this._thumbnails.set(revision.id, thumbnail);
        this.showThumbnail(id, thumbnail);
      }
    });
  }

  private showThumbnail(figure: string, thumbnail: string | null): void {
    if (this._state.kind === 'figures') {
      const rows = this._state.rows.map(row =>
        row.id === figure ? { ...row, thumbnail } : row
      );
      this.show({ kind: 'figures', rows });
    }
  }

  private show(state: FigureListState): void {
    this._state = state;
    this._changed.emit();
  }

  private _state: FigureListState = { kind: 'no notebook' };
  private _notebook: INotebook | null = null;
  private _active = false;
  private _isDisposed = false;
  private _request: AbortController | null = null;
  private readonly _changed = new Signal<this, void>(this);
  /** The analysis of each notebook, by its path. */
  private readonly _analyses = new Map<string, string>();
  private readonly _newest = new Map<
    string,
    { stamp: string; revision: IRevision | null }
  >();
  private readonly _thumbnails = new Map<string, string | null>();
}

function lastSeen(row: IFigureRow): number {
  return (row.revision.seen?.last ?? row.revision.created).getTime();
}

function offline(error: unknown): FigureListState {
  const refused = error instanceof RequestError ? error : null;
  return {
    kind: 'offline',
    reason: refused?.message ?? '',
    hint: refused?.hint ?? ''
  };
}

/**
 * `work` on every item, a few at once so that the service is not stormed.
 */
async function inTurns<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>
): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
