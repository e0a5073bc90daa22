import { Api, RequestError, messageOf } from '../../api';
import { IStory, saveStory, showStory } from '../../calls/stories';
import { changeOf, IDraft, draftOf } from './draft';
import { Drafts } from './drafts';
import { IClash, isSame, merged, settled } from './merge';

/**
 * How a draft is kept: `saved`, `unsaved` while one writes, `saving`, `away`
 * while the service does not answer, `refused` with a reason, and `clash`
 * where somebody else wrote the same text.
 */
export type KeptState =
  'saved' | 'unsaved' | 'saving' | 'away' | 'refused' | 'clash';

/** Milliseconds after the last letter. */
const PAUSE = 700;
const RETRY = 10_000;

/**
 * Keeps a draft on the service: each change a little after it was made, put
 * together with what others changed meanwhile. Until it is saved it is kept in
 * the browser.
 */
export class Keeping {
  constructor(
    private readonly api: Api,
    private readonly drafts: Drafts,
    private _story: IStory,
    private readonly onChange: () => void
  ) {
    this._base = this._draft = draftOf(_story);
    const unsaved = drafts.get(_story.id);
    if (unsaved) {
      this.join(unsaved.base, unsaved.draft, this._base);
      this.plan(PAUSE);
    }
  }

  get story(): IStory {
    return this._story;
  }

  get draft(): IDraft {
    return this._draft;
  }

  get state(): KeptState {
    return this.clashes.length ? 'clash' : this._state;
  }

  /** Why it was refused. */
  get problem(): string {
    return this._problem;
  }

  /** Texts that somebody else wrote too; nothing is saved until they are settled. */
  get clashes(): readonly IClash[] {
    return this._clashes;
  }

  write(draft: IDraft): void {
    this._draft = draft;
    this._state = 'unsaved';
    this.remember();
    this.plan(PAUSE);
    this.onChange();
  }

  /** Have mine or theirs stand where both wrote. */
  settle(clash: IClash, words: string): void {
    this._clashes = this._clashes.filter(each => each !== clash);
    this.write(settled(this._draft, clash, words));
  }

  /** Take in what somebody else saved. Rejects with a RequestError. */
  async follow(): Promise<void> {
    const story = await showStory(this.api, this._story.id);
    if (!this._isSaving && story.stamp !== this._story.stamp) {
      this.take(story);
      this.plan(PAUSE);
      this.onChange();
    }
  }

  /** Save now. Gives whether everything is saved. */
  async save(): Promise<boolean> {
    clearTimeout(this._timer);
    this._saving ??= this.send().finally(() => (this._saving = null));
    await this._saving;
    return this.isSaved;
  }

  /** What is not saved stays in the browser. */
  dispose(): void {
    clearTimeout(this._timer);
    void this.save();
    this._isDisposed = true;
  }

  private get isSaved(): boolean {
    return isSame(this._draft, this._base);
  }

  private get _isSaving(): boolean {
    return this._saving !== null;
  }

  private async send(): Promise<void> {
    while (!this.isSaved && this._clashes.length === 0) {
      const sent = this._draft;
      this.tell('saving');
      try {
        const { id, stamp } = this._story;
        const change = changeOf(sent);
        this._story = await saveStory(this.api, id, change, stamp);
        this._base = sent;
        if (!this.isSaved) {
          this.remember();
        }
      } catch (error) {
        if (!(await this.recovered(error))) {
          return;
        }
      }
    }
    if (this.isSaved) {
      this.drafts.forget(this._story.id);
      this.tell('saved');
    } else {
      this.tell('unsaved'); // until the clashes are settled
    }
  }

  /** Whether it makes sense to try again at once. */
  private async recovered(error: unknown): Promise<boolean> {
    const status = error instanceof RequestError ? error.status : 0;
    if (status === 409) {
      try {
        this.take(await showStory(this.api, this._story.id));
        return true;
      } catch {
        // It is away now.
      }
    }
    if (status >= 400 && status < 500 && status !== 409) {
      this._problem = messageOf(error);
      this.tell('refused');
      return false;
    }
    this.tell('away');
    this.plan(RETRY);
    return false;
  }

  private take(story: IStory): void {
    const [base, theirs] = [this._base, draftOf(story)];
    this._story = story;
    this._base = theirs;
    this.join(base, this._draft, theirs);
  }

  private join(base: IDraft, mine: IDraft, theirs: IDraft): void {
    const { draft, clashes } = merged(base, mine, theirs);
    this._draft = draft;
    this._clashes = clashes;
    if (!isSame(draft, theirs)) {
      this.drafts.keep(this._story.id, { base: theirs, draft });
    }
  }

  private remember(): void {
    const unsaved = { base: this._base, draft: this._draft };
    this.drafts.keep(this._story.id, unsaved);
  }

  private plan(pause: number): void {
    clearTimeout(this._timer);
    if (!this._isDisposed) {
      this._timer = setTimeout(() => void this.save(), pause);
    }
  }

  private tell(state: KeptState): void {
    this._state = state;
    this.onChange();
  }

  private _base: IDraft;
  private _draft: IDraft;
  private _clashes: readonly IClash[] = [];
  private _state: KeptState = 'saved';
  private _problem = '';
  private _saving: Promise<void> | null = null;
  private _isDisposed = false;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}
