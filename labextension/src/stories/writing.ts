import { ISignal, Signal } from '@lumino/signaling';

import { Api, messageOf } from '../api';
import { IAnswerer, checkInsight, previewQuestion } from '../calls/insight';
import {
  ISlide,
  IWritten,
  refineText,
  writeCaption,
  writeOverviews
} from '../calls/stories';
import { IPending } from '../insight/model';
import {
  IDraft,
  endOf,
  revisionsOf,
  slideOf,
  withWriter
} from './keeping/draft';
import { StoryModel } from './model';

/** What is being written; `broken` tells why it ended. */
export type WritingState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking'; readonly pending: IPending }
  | { readonly kind: 'writing'; readonly done: number; readonly total: number }
  | { readonly kind: 'broken'; readonly problem: string };

type Piece = (draft: IDraft) => IDraft;

const IDLE: WritingState = { kind: 'idle' };
const AROUND = ['introduction', 'goals', 'data', 'conclusion'] as const;

/**
 * Has the provider that the workspace chose write on a story: the slides that
 * have no text yet, or a better text for one. What people wrote stays.
 */
export class Writing {
  constructor(
    private readonly api: Api,
    private readonly story: StoryModel
  ) {}

  get state(): WritingState {
    return this._state;
  }

  /** Emitted after each change. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isBusy(): boolean {
    return this._state.kind === 'writing' || this._state.kind === 'asking';
  }

  /**
   * Write every text that is missing, slide by slide. Before the first time that
   * anything is sent elsewhere, it is shown what `question` would send.
   */
  async fill(question: string): Promise<void> {
    await this.begin(question, signal => this.fillAll(signal));
  }

  /** Write the text of a slide anew, as wished. */
  async refine(id: string, wish: string): Promise<void> {
    await this.begin(wish, async signal => {
      const slide = this.story.slides.find(each => each.id === id);
      const workspace = this.story.keeping?.story.workspace;
      if (slide?.content && workspace) {
        const body = { text: slide.content, prompt: wish, workspace };
        this.tell({ kind: 'writing', done: 0, total: 1 });
        const { text, by } = await refineText(this.api, body, signal);
        const take = this.story.writer();
        take(withText(id, () => text, by));
      }
    });
  }

  /** Send what was shown, or leave it. */
  decide(send: boolean): void {
    const work = this._waiting;
    this._waiting = null;
    if (send && work) {
      void this.run(work);
    } else {
      this.tell(IDLE);
    }
  }

  /** What was written so far stays. */
  stop(): void {
    this._request?.abort();
    this._waiting = null;
    this.tell(IDLE);
  }

  dispose(): void {
    this.stop();
    Signal.clearData(this);
  }

  /** Work, once the user has seen what is sent to others. */
  private async begin(question: string, work: Work): Promise<void> {
    const [revision] = revisionsOf(this.story.slides);
    if (this.isBusy || !revision) {
      return;
    }
    this.tell({ kind: 'writing', done: 0, total: 1 });
    try {
      const { previewed } = await checkInsight(this.api, {
        figure_revision: revision
      });
      const preview = previewed
        ? null
        : await previewQuestion(this.api, { revision }, question);
      if (preview) {
        this._waiting = work;
        this.tell({ kind: 'asking', pending: { question, preview } });
        return;
      }
    } catch (error) {
      this.tell({ kind: 'broken', problem: messageOf(error) });
      return;
    }
    await this.run(work);
  }

  private async run(work: Work): Promise<void> {
    const request = (this._request = new AbortController());
    try {
      await work(request.signal);
      this.tell(IDLE);
    } catch (error) {
      if (!request.signal.aborted) {
        this.tell({ kind: 'broken', problem: messageOf(error) });
      }
    }
  }

  private async fillAll(signal: AbortSignal): Promise<void> {
    const { audience, slides } = this.story.draft;
    const figures = slides.filter(
      ({ revision, content }) => revision && !content.trim()
    );
    const total = figures.length + 1;
    const take = this.story.writer();
    const step = (done: number) => this.tell({ kind: 'writing', done, total });
    step(0);
    const shown = revisionsOf(slides);
    const { texts, by } = await writeOverviews(
      this.api,
      shown.slice(0, MOST_FIGURES),
      audience,
      signal
    );
    take(around(texts, by, this.story.slides));
    for (const [place, { id, revision }] of figures.entries()) {
      step(place + 1);
      const written: IWritten = await writeCaption(
        this.api,
        revision ?? '',
        audience,
        signal
      );
      take(withText(id, old => old || written.text, written.by));
    }
  }

  private tell(state: WritingState): void {
    this._state = state;
    this._changed.emit();
  }

  private _state: WritingState = IDLE;
  private _waiting: Work | null = null;
  private _request: AbortController | null = null;
  private readonly _changed = new Signal<this, void>(this);
}

type Work = (signal: AbortSignal) => Promise<void>;

const MOST_FIGURES = 100;

function withText(
  id: string,
  words: (old: string) => string,
  by: IAnswerer
): Piece {
  return draft => ({
    ...draft,
    slides: draft.slides.map(slide => {
      const content = words(slide.content);
      return slide.id === id && content !== slide.content
        ? { ...slide, content, data: withWriter(slide.data, by) }
        : slide;
    })
  });
}

/** Fill the slides around the figures, and add those that are missing. */
function around(
  texts: Readonly<Record<string, string>>,
  by: IAnswerer,
  slides: readonly ISlide[]
): Piece {
  const missing = AROUND.filter(
    kind => texts[kind] && !slides.some(slide => slide.kind === kind)
  ).map(kind => ({
    ...slideOf(kind, { content: texts[kind] }),
    data: withWriter({}, by)
  }));
  const empty = slides.filter(
    ({ kind, content, revision }) =>
      texts[kind] && kind !== 'title' && !revision && !content.trim()
  );
  return draft =>
    withAdded(
      missing,
      empty.reduce(
        (made, { id, kind }) =>
          withText(id, old => old || texts[kind], by)(made),
        withTitle(texts.title)(draft)
      )
    );
}

function withTitle(title: string): Piece {
  return draft => ({
    ...draft,
    slides: draft.slides.map(slide =>
      slide.kind === 'title' && !slide.title ? { ...slide, title } : slide
    )
  });
}

/** With slides before the first figure, and a conclusion behind the last. */
function withAdded(added: readonly ISlide[], draft: IDraft): IDraft {
  const slides = [...draft.slides];
  const fresh = added.filter(
    ({ kind }) => !slides.some(slide => slide.kind === kind)
  );
  const last = fresh.filter(({ kind }) => kind === 'conclusion');
  const first = fresh.filter(({ kind }) => kind !== 'conclusion');
  const figure = slides.findIndex(({ revision }) => revision !== null);
  slides.splice(figure < 0 ? endOf(slides) : figure, 0, ...first);
  return { ...draft, slides: [...slides, ...last] };
}
