import { ISignal, Signal } from '@lumino/signaling';

/** What can be unfolded below the head of the document. */
export type Sheet = 'share' | 'move' | 'review' | 'keys';

export type TabId =
  'code' | 'data' | 'environment' | 'files' | 'metadata' | 'history';

const SAID_MS = 6000;

/**
 * How the document looks at the moment: what is unfolded, chosen and said.
 */
export class Face {
  /** Emitted after each change. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get sheet(): Sheet | null {
    return this._sheet;
  }

  set sheet(sheet: Sheet | null) {
    this._sheet = sheet;
    this._changed.emit();
  }

  /** Unfold a sheet, or fold it away. */
  toggle(sheet: Sheet): void {
    this.sheet = this._sheet === sheet ? null : sheet;
  }

  get renaming(): boolean {
    return this._renaming;
  }

  set renaming(renaming: boolean) {
    this._renaming = renaming;
    this._changed.emit();
  }

  get tab(): TabId {
    return this._tab;
  }

  set tab(tab: TabId) {
    this._tab = tab;
    this._changed.emit();
  }

  /** The sentence that tells what was done last; empty after a while. */
  get said(): string {
    return this._said;
  }

  say(sentence: string): void {
    clearTimeout(this._timer);
    this._said = sentence;
    this._changed.emit();
    this._timer = setTimeout(() => {
      this._said = '';
      this._changed.emit();
    }, SAID_MS);
  }

  dispose(): void {
    clearTimeout(this._timer);
    Signal.clearData(this);
  }

  private _sheet: Sheet | null = null;
  private _renaming = false;
  private _tab: TabId = 'code';
  private _said = '';
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private readonly _changed = new Signal<this, void>(this);
}
