import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { Api, RequestError, messageOf } from '../api';
import {
  IAnswering,
  IChoice,
  ITried,
  NewKey,
  answeringIn,
  chooseAnswering,
  tryAnswering
} from '../calls/answering';
import { ICheck, checkInsight } from '../calls/insight';
import { me } from '../calls/people';
import { isUnknown } from '../discussion/absence';
import { IOffline, asOffline } from '../offline';
import { ownWorkspace } from '../place';
import { IWorkspace } from '../wire';

/** `absent` where the service knows no choice, `closed` where the user has none. */
export type AnsweringState =
  | { readonly kind: 'loading' | 'absent' }
  | ({ readonly kind: 'offline' } & IOffline)
  | {
      readonly kind: 'closed';
      readonly reason: string;
      /** Who answers there; null where that is not told. */
      readonly check: ICheck | null;
    }
  | { readonly kind: 'open'; readonly kept: IAnswering };

/** What came of the last thing that was asked for. */
export type Told =
  | { readonly kind: 'saved' }
  | { readonly kind: 'tried'; readonly tried: ITried }
  /** `field` is the one that it is about; empty for none. */
  | {
      readonly kind: 'refused';
      readonly field: string;
      readonly reason: string;
    };

/**
 * Who answers questions in a workspace, or in all that have not chosen, and what
 * is about to be chosen there.
 */
export class AnsweringModel implements IDisposable {
  constructor(private readonly api: Api) {}

  get state(): AnsweringState {
    return this._state;
  }

  /** Emitted after each change. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** The user's workspaces. */
  get workspaces(): readonly Pick<IWorkspace, 'id' | 'name'>[] {
    return this._workspaces;
  }

  /** Whether the user may choose for workspaces that have not chosen. */
  get isStaff(): boolean {
    return this._isStaff;
  }

  /** The workspace; null stands for all that have not chosen. */
  get workspace(): string | null {
    return this._workspace;
  }

  /** What is about to be chosen; null while nothing can be. */
  get draft(): IChoice | null {
    return this._draft;
  }

  get key(): NewKey {
    return this._key;
  }

  /** Whether the service keeps a key for what is about to be chosen. */
  get hasKey(): boolean {
    const { _state: state, _draft: draft } = this;
    return (
      state.kind === 'open' &&
      state.kept.hasKey &&
      draft?.provider === state.kept.choice.provider &&
      addressOf(draft) === addressOf(state.kept.choice)
    );
  }

  /** Whether there is something to save. */
  get isChanged(): boolean {
    const { _state: state, _draft: draft } = this;
    return (
      state.kind === 'open' &&
      (this._key !== null ||
        JSON.stringify(draft) !== JSON.stringify(state.kept.choice))
    );
  }

  get busy(): 'saving' | 'trying' | null {
    return this._busy;
  }

  get told(): Told | null {
    return this._told;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Show what is chosen for a workspace; without one, for the user's own. */
  async show(workspace?: string): Promise<void> {
    this.set({ kind: 'loading' });
    const { api } = this;
    try {
      const [user, workspaces, own] = await Promise.all([
        me(api),
        api.workspaces(),
        workspace ?? ownWorkspace(api)
      ]);
      this._isStaff = user.isStaff;
      this._workspaces = workspaces;
      await this.choosePlace(own ?? workspaces[0]?.id ?? null);
    } catch (error) {
      this.set({ kind: 'offline', ...asOffline(error) });
    }
  }

  /** Show what is chosen there; null stands for all that have not chosen. */
  async choosePlace(workspace: string | null): Promise<void> {
    this._workspace = workspace;
    this.set({ kind: 'loading' });
    const state = await this.stateOf(workspace);
    if (workspace === this._workspace) {
      this.set(state);
    }
  }

  /** Change what is about to be chosen. */
  change(changes: Partial<IChoice>): void {
    if (this._draft) {
      this._draft = { ...this._draft, ...changes };
      this.onWritten();
    }
  }

  /** Give a key, remove the one that is kept with an empty one, or leave it with null. */
  giveKey(key: NewKey): void {
    this._key = key;
    this.onWritten();
  }

  /** Choose what is written. */
  save(): Promise<void> {
    return this.perform('saving', async (draft, key) => {
      const { api, workspace } = this;
      const kept = await chooseAnswering(api, workspace, draft, key);
      return () => {
        this.set({ kind: 'open', kept });
        return { kind: 'saved' };
      };
    });
  }

  /** Ask whoever is written for a word; nothing is chosen by that. */
  attempt(): Promise<void> {
    return this.perform('trying', async (draft, key) => {
      const { api, workspace } = this;
      const tried = await tryAnswering(api, workspace, draft, key);
      return () => ({ kind: 'tried', tried });
    });
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  private async stateOf(workspace: string | null): Promise<AnsweringState> {
    try {
      return { kind: 'open', kept: await answeringIn(this.api, workspace) };
    } catch (error) {
      if (isUnknown(error)) {
        return { kind: 'absent' };
      }
      if (!(error instanceof RequestError) || error.status !== 403) {
        return { kind: 'offline', ...asOffline(error) };
      }
      const check = workspace
        ? await checkInsight(this.api, { workspace }).catch(() => null)
        : null;
      return { kind: 'closed', reason: messageOf(error), check };
    }
  }

  /** Do something, unless another is begun meanwhile; then tell what came of it. */
  private async perform(
    busy: 'saving' | 'trying',
    deed: (draft: IChoice, key: NewKey) => Promise<() => Told>
  ): Promise<void> {
    const { _draft: draft } = this;
    if (this._busy === busy || !draft) {
      return;
    }
    const turn = ++this._turn;
    this._busy = busy;
    this._told = null;
    this._changed.emit();
    const tell = await deed(draft, this._key).catch(
      error => () => refused(error)
    );
    if (turn === this._turn) {
      this._told = tell();
      this._busy = null;
      this._changed.emit();
    }
  }

  /** What was told, and what is tried, is about what was written before. */
  private onWritten(): void {
    this._told = null;
    if (this._busy === 'trying') {
      this._busy = null;
      this._turn++;
    }
    this._changed.emit();
  }

  private set(state: AnsweringState): void {
    this._state = state;
    this._draft = state.kind === 'open' ? state.kept.choice : null;
    this._key = null;
    this._told = null;
    this._busy = null;
    this._turn++;
    this._changed.emit();
  }

  private _state: AnsweringState = { kind: 'loading' };
  private _workspaces: readonly IWorkspace[] = [];
  private _isStaff = false;
  private _workspace: string | null = null;
  private _draft: IChoice | null = null;
  private _key: NewKey = null;
  private _busy: 'saving' | 'trying' | null = null;
  private _turn = 0;
  private _told: Told | null = null;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
}

function refused(error: unknown): Told {
  const field = error instanceof RequestError ? error.field : '';
  return { kind: 'refused', field, reason: messageOf(error) };
}

/** The address, as the service compares it. */
function addressOf({ baseUrl }: IChoice): string {
  return baseUrl.trim().replace(/\/+$/, '');
}
