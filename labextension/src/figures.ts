import { Api, RequestError } from './api';
import { figureDetail, newestRevisions } from './calls/figures';
import { analysisOf, workspaceOf } from './place';
import { IAnalysis, IFigure, IRevision } from './wire';

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
}

const AT_ONCE = 6;

/**
 * Asks the service for the figures of notebooks, and remembers what did not
 * change since.
 */
export class Figures {
  constructor(private readonly api: Api) {}

  /** The analysis of the notebook, once it is known. */
  analysis(path: string): string | undefined {
    return this._analyses.get(path);
  }

  /**
   * The figures of the notebook at that path, each with its newest revision.
   */
  async rows(
    path: string,
    signal: AbortSignal
  ): Promise<readonly IFigureRow[]> {
    const figures = await this.figuresOf(path, signal);
    await this.learnMany(path, figures, signal);
    const rows = await inTurns(figures, figure => this.row(figure, signal));
    return rows.filter(row => row !== null);
  }

  /**
   * One figure as it is now; null when it is gone or has no revision.
   */
  async rowNow(id: string, signal: AbortSignal): Promise<IFigureRow | null> {
    try {
      const { name, revisions } = await figureDetail(this.api, id, signal);
      const revision = revisions.at(-1) ?? null;
      this._newest.set(id, { stamp: '', revision });
      return revision && this.asRow(id, name, revision);
    } catch (error) {
      if (error instanceof RequestError && error.status < 500) {
        return null;
      }
      throw error;
    }
  }

  private async figuresOf(
    path: string,
    signal: AbortSignal
  ): Promise<readonly IFigure[]> {
    const known = this._analyses.get(path);
    if (known) {
      try {
        return await this.api.figures(known, signal);
      } catch (error) {
        // It may have been deleted or moved: look for it as if for the first time.
        if (!(error instanceof RequestError) || error.status >= 500) {
          throw error;
        }
        this._analyses.delete(path);
      }
    }
    const analysis = await this.findAnalysis(path, signal);
    if (!analysis) {
      return [];
    }
    this._analyses.set(path, analysis.id);
    return this.api.figures(analysis.id, signal);
  }

  private async findAnalysis(
    path: string,
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
    return analysisOf(destination, analyses, path);
  }

  /** Ask once where many figures are new or changed, as of a notebook just opened. */
  private async learnMany(
    path: string,
    figures: readonly IFigure[],
    signal: AbortSignal
  ): Promise<void> {
    const analysis = this._analyses.get(path);
    const unknown = figures.filter(each => !this.knows(each));
    if (!analysis || unknown.length <= AT_ONCE) {
      return;
    }
    try {
      const newest = await newestRevisions(this.api, analysis, signal);
      for (const { id, stamp } of unknown) {
        this._newest.set(id, { stamp, revision: newest.get(id) ?? null });
      }
    } catch (error) {
      // Services of others have no such question: there each figure is asked for.
      if (!(error instanceof RequestError) || error.status >= 500) {
        throw error;
      }
    }
  }

  private knows({ id, stamp }: IFigure): boolean {
    return this._newest.get(id)?.stamp === stamp;
  }

  private async row(
    figure: IFigure,
    signal: AbortSignal
  ): Promise<IFigureRow | null> {
    const known = this._newest.get(figure.id);
    const revision =
      known?.stamp === figure.stamp
        ? known.revision
        : ((await figureDetail(this.api, figure.id, signal)).revisions.at(-1) ??
          null);
    this._newest.set(figure.id, { stamp: figure.stamp, revision });
    return revision && this.asRow(figure.id, figure.name, revision);
  }

  private asRow(id: string, name: string, revision: IRevision): IFigureRow {
    const link = this.api.page(revision);
    return { id, name, revision, link };
  }

  /** The analysis of each notebook, by its path. */
  private readonly _analyses = new Map<string, string>();
  private readonly _newest = new Map<
    string,
    { stamp: string; revision: IRevision | null }
  >();
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
