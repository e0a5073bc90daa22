import { ISignal, Signal } from '@lumino/signaling';

import { Api } from '../api';
import { figureDetail } from '../calls/figures';
import { revisionDetail } from '../calls/revisions';
import { notebookPicture } from '../insert';
import { IRevision } from '../wire';

/** What is told of a revision that a slide shows. */
export interface ISlideFigure {
  readonly figure: string;
  readonly name: string;
  /** What the picture shows, in words. */
  readonly alt: string;
  readonly revision: IRevision;
  /** The newest revision of the figure. */
  readonly newest: IRevision;
  /** The picture as a data URL; null where there is none. */
  readonly picture: string | null;
}

/**
 * The revisions that stories show, each asked for once.
 */
export class SlideFigures {
  constructor(private readonly api: Api) {}

  /** Emitted when something is known. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Undefined while it loads, null where it is gone or may not be seen. */
  of(revision: string): ISlideFigure | null | undefined {
    if (!this._known.has(revision) && !this._asked.has(revision)) {
      this._asked.add(revision);
      void this.ask(revision);
    }
    return this._known.get(revision);
  }

  /** A figure changed: look whether it has newer revisions. */
  stir(figure: string): void {
    for (const [revision, known] of this._known) {
      if (known?.figure === figure && !this._asked.has(revision)) {
        this._asked.add(revision);
        void this.ask(revision);
      }
    }
  }

  private async ask(id: string): Promise<void> {
    const found = await this.find(id).catch(() => null);
    this._asked.delete(id);
    this._known.set(id, found);
    this._changed.emit();
  }

  private async find(id: string): Promise<ISlideFigure> {
    const before = this._known.get(id);
    const [revision, picture] = await Promise.all([
      revisionDetail(this.api, id),
      before?.picture ??
        notebookPicture(this.api, { id, shortId: null, number: 0 })
    ]);
    const { figure, figureName: name, alt } = revision;
    const { revisions } = await figureDetail(this.api, figure);
    const newest = revisions.at(-1) ?? revision;
    return { figure, name, alt, revision, newest, picture };
  }

  private readonly _known = new Map<string, ISlideFigure | null>();
  private readonly _asked = new Set<string>();
  private readonly _changed = new Signal<this, void>(this);
}
