import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { Api } from '../api';
import { ISlide, SlideKind, showStory } from '../calls/stories';
import { IAbsent, absence } from '../absence';
import { IDraft, endOf, slideOf, withWriter } from './keeping/draft';
import { Drafts } from './keeping/drafts';
import { Keeping } from './keeping/keeping';
import { merged } from './keeping/merge';

/** Something that was done to the slides; `place` counts from 1. */
export interface IDone {
  readonly what:
    'added' | 'removed' | 'moved' | 'replaced' | 'written' | 'undone';
  readonly place: number;
  readonly total: number;
}

interface IStep {
  readonly done: IDone;
  readonly before: IDraft;
  readonly after: IDraft;
}

export type StoryState =
  { readonly kind: 'loading' } | IAbsent | { readonly kind: 'story' };

/**
 * One story: what is written of it, and what was done to its slides, which can
 * be undone.
 */
export class StoryModel implements IDisposable {
  constructor(
    private readonly api: Api,
    readonly id: string,
    private readonly drafts: Drafts
  ) {}

  get state(): StoryState {
    return this._state;
  }

  /** Emitted after each change. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** How the story is kept; null until it is known. */
  get keeping(): Keeping | null {
    return this._keeping;
  }

  get draft(): IDraft {
    return this._keeping?.draft ?? { name: '', audience: '', slides: [] };
  }

  get slides(): readonly ISlide[] {
    return this.draft.slides;
  }

  /** What was done last; null where nothing was. */
  get done(): IDone | null {
    return this._done;
  }

  get canUndo(): boolean {
    return this._steps.length > 0;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Ask the service for the story, unless it is here. */
  async load(): Promise<void> {
    if (this._keeping) {
      return;
    }
    this._state = { kind: 'loading' };
    this._changed.emit();
    try {
      const story = await showStory(this.api, this.id);
      if (this._isDisposed) {
        return;
      }
      const changed = () => this._changed.emit();
      this._keeping ??= new Keeping(this.api, this.drafts, story, changed);
      this._state = { kind: 'story' };
    } catch (error) {
      this._state = absence(error);
    }
    this._changed.emit();
  }

  /** Somebody changed the story, or the service is back. */
  async follow(): Promise<void> {
    if (this._state.kind === 'offline') {
      return this.load();
    }
    await this._keeping?.save();
    await this._keeping?.follow().catch(() => {
      // Saving says when the service is away.
    });
  }

  /** Write words about the story. */
  say(words: Partial<Pick<IDraft, 'name' | 'audience'>>): void {
    this.write({ ...this.draft, ...words });
  }

  /** Write on a slide. Words that somebody writes are no longer a machine's. */
  edit(id: string, part: Partial<ISlide>): void {
    const own =
      part.content === undefined
        ? part
        : { ...part, data: withWriter(this.dataOf(id), null) };
    this.write({
      ...this.draft,
      slides: this.slides.map(each =>
        each.id === id ? { ...each, ...own } : each
      )
    });
  }

  /** Add a slide behind another one, or before the conclusion. Gives its id. */
  add(kind: SlideKind, behind?: string): string {
    const slide = slideOf(kind);
    this.insert([slide], behind);
    return slide.id;
  }

  /** Add a slide for each revision, before the conclusion. */
  addFigures(revisions: readonly string[]): void {
    const made = revisions.map(revision => slideOf('figure', { revision }));
    if (made.length) {
      this.insert(made);
    }
  }

  remove(id: string): void {
    const place = this.placeOf(id);
    const slides = this.slides.filter(each => each.id !== id);
    this.change('removed', place, { ...this.draft, slides });
  }

  /** Show another revision of the figure. */
  replace(id: string, revision: string): void {
    const slides = this.slides.map(each =>
      each.id === id ? { ...each, revision } : each
    );
    this.change('replaced', this.placeOf(id), { ...this.draft, slides });
  }

  /** Put a slide to a place, counted from 0. */
  move(id: string, place: number): void {
    const slide = this.slides.find(each => each.id === id);
    const slides = this.slides.filter(each => each.id !== id);
    const target = Math.max(0, Math.min(place, slides.length));
    if (slide && target !== this.placeOf(id)) {
      slides.splice(target, 0, slide);
      this.change('moved', target, { ...this.draft, slides });
    }
  }

  /**
   * Have a machine write, piece by piece; all of it is undone at once. Gives a
   * function that takes the next piece: a change of any draft.
   */
  writer(): (piece: (draft: IDraft) => IDraft) => void {
    const before = this.draft;
    let after = before;
    let step: IStep | null = null;
    return piece => {
      after = piece(after);
      const total = after.slides.length;
      const next = { done: done('written', 0, total), before, after };
      this._steps = [...this._steps.filter(each => each !== step), next];
      step = next;
      this._done = next.done;
      this.write(piece(this.draft));
    };
  }

  /** Undo what was done last; what was written since stays. */
  undo(): void {
    const step = this._steps.at(-1);
    if (step) {
      this._steps = this._steps.slice(0, -1);
      const { draft } = merged(step.after, this.draft, step.before);
      this._done = done('undone', 0, draft.slides.length);
      this.write(draft);
    }
  }

  dispose(): void {
    this._isDisposed = true;
    this._keeping?.dispose();
    Signal.clearData(this);
  }

  private insert(made: readonly ISlide[], behind?: string): void {
    const place = behind ? this.placeOf(behind) + 1 : endOf(this.slides);
    const slides = [...this.slides];
    slides.splice(place, 0, ...made);
    this.change('added', place, { ...this.draft, slides });
  }

  private dataOf(id: string): unknown {
    return this.slides.find(each => each.id === id)?.data;
  }

  private placeOf(id: string): number {
    return this.slides.findIndex(each => each.id === id);
  }

  private change(what: IDone['what'], place: number, after: IDraft): void {
    const step = {
      done: done(what, place + 1, after.slides.length),
      before: this.draft,
      after
    };
    this._steps = [...this._steps, step];
    this._done = step.done;
    this.write(after);
  }

  private write(draft: IDraft): void {
    this._keeping?.write(draft);
  }

  private _state: StoryState = { kind: 'loading' };
  private _keeping: Keeping | null = null;
  private _steps: readonly IStep[] = [];
  private _done: IDone | null = null;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
}

function done(what: IDone['what'], place: number, total: number): IDone {
  return { what, place, total };
}
