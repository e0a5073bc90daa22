import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { Api, messageOf } from '../api';
import { INamedPlace, catalogPlaces } from '../calls/catalog';
import {
  IGoal,
  IOffered,
  IRepository,
  ISshKey,
  ITask,
  cancelTask,
  checkRepository,
  importDocument,
  importRepository,
  sshKeys,
  taskNow
} from '../calls/imports';

/** Milliseconds between two looks at a task. */
const LOOK = 500;

/** What is imported: a document, or a repository whose address is asked for. */
export type Source =
  | { readonly kind: 'document'; readonly file: File }
  | { readonly kind: 'repository' };

/** An import: asked for, sent, done by the service, and over. */
export interface IImport {
  readonly id: number;
  readonly name: string;
  readonly source: Source;
  readonly state: 'asking' | 'sending' | ITask['state'];
  /** In percent. */
  readonly progress: number;
  readonly message: string;
  readonly goal: IGoal | null;
  /** The service's task, once there is one. */
  readonly task: ITask | null;
}

/** Where imports can go; the first workspace is the user's own. */
export interface IGoals {
  readonly workspaces: readonly INamedPlace[];
  readonly analyses: readonly INamedPlace[];
}

/**
 * The imports of this page. They go on in the service when the page closes.
 */
export class ImportsModel implements IDisposable {
  constructor(private readonly api: Api) {}

  /** In the order in which they were asked for. */
  get all(): readonly IImport[] {
    return [...this._all.values()];
  }

  /** Emitted after each change. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._sending.forEach(request => request.abort());
      Signal.clearData(this);
    }
  }

  /** Ask where something is to go. */
  offer(name: string, source: Source): void {
    const id = ++this._count;
    const [state, progress, message] = ['asking' as const, 0, ''];
    const none = { goal: null, task: null };
    this._all.set(id, { id, name, source, state, progress, message, ...none });
    this._changed.emit();
  }

  /** Where imports can go. Rejects with a RequestError. */
  async goals(): Promise<IGoals> {
    const [workspaces, { analyses }] = await Promise.all([
      this.api.workspaces(),
      catalogPlaces(this.api)
    ]);
    const own = [...workspaces].sort(
      (a, b) => Number(b.primary) - Number(a.primary)
    );
    const named = ({ id, name }: INamedPlace | { id: string; name: string }) =>
      ({ id, name, workspace: null }) as const;
    return { workspaces: own.map(named), analyses };
  }

  /** What a repository offers. Rejects with a RequestError. */
  offered(repository: IRepository): Promise<IOffered> {
    return checkRepository(this.api, repository);
  }

  /** The user's SSH keys. Rejects with a RequestError. */
  keys(): Promise<readonly ISshKey[]> {
    return sshKeys(this.api);
  }

  /** Send a document to where it is to go, and follow it. */
  sendDocument({ id, source }: IImport, goal: IGoal): Promise<void> {
    if (source.kind !== 'document') {
      return Promise.resolve();
    }
    const { file } = source;
    return this.run(id, goal, signal =>
      importDocument(this.api, file, goal, signal)
    );
  }

  /** Have a repository imported, and follow it. */
  sendRepository(
    { id }: IImport,
    repository: IRepository,
    branches: readonly string[],
    goal: IGoal
  ): Promise<void> {
    this.change(id, { name: repository.url });
    return this.run(id, goal, () =>
      importRepository(this.api, repository, branches, goal)
    );
  }

  /** End an import; what it has kept so far stays. */
  async cancel({ id, task }: IImport): Promise<void> {
    this._sending.get(id)?.abort();
    if (!task) {
      this._all.delete(id);
      this._changed.emit();
      return;
    }
    try {
      this.follows(id, await cancelTask(this.api, task.id));
    } catch (error) {
      this.change(id, { message: messageOf(error) });
    }
  }

  /** Leave an import that is over out of the list. */
  forget({ id }: IImport): void {
    this._all.delete(id);
    this._changed.emit();
  }

  /** The analysis that has what came new; null where nothing did. */
  async analysisOf({ name, goal }: IImport): Promise<string | null> {
    if (!goal || goal.analysis) {
      return goal?.analysis ?? null;
    }
    const analyses = await this.api.analyses(goal.workspace);
    return analyses.find(each => each.name === name)?.id ?? null;
  }

  private async run(
    id: number,
    goal: IGoal,
    ask: (signal: AbortSignal) => Promise<ITask>
  ): Promise<void> {
    const request = new AbortController();
    this._sending.set(id, request);
    this.change(id, { state: 'sending', goal });
    try {
      let task = await ask(request.signal);
      while (this.follows(id, task)) {
        await new Promise(resolve => setTimeout(resolve, LOOK));
        task = await taskNow(this.api, task.id);
      }
    } catch (error) {
      this.change(id, { state: 'failed', message: messageOf(error) });
    } finally {
      this._sending.delete(id);
    }
  }

  /** Show how far a task is; whether it goes on. */
  private follows(id: number, task: ITask): boolean {
    const { state, progress, message } = task;
    const known = this._all.get(id);
    if (!known || this._isDisposed || known.state === 'canceled') {
      return false;
    }
    this.change(id, { state, progress, message, task });
    return state === 'waiting' || state === 'running';
  }

  private change(id: number, changes: Partial<IImport>): void {
    const known = this._all.get(id);
    if (known && !this._isDisposed) {
      this._all.set(id, { ...known, ...changes });
      this._changed.emit();
    }
  }

  private _count = 0;
  private _isDisposed = false;
  private readonly _all = new Map<number, IImport>();
  private readonly _sending = new Map<number, AbortController>();
  private readonly _changed = new Signal<this, void>(this);
}
