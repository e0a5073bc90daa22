import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { Api } from '../api';
import { IReceipt, receiptsOf } from '../calls/receipts';
import { NewsItem, ServiceState } from '../news';

/** Milliseconds that every figure may take: only then it is said to wait. */
const USUAL = 2000;

/**
 * What became of the figures of the active notebook, and how the service is.
 */
export class ReceiptsModel implements IDisposable {
  constructor(private readonly api: Api) {}

  /** Emitted after each change. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Of the last run of each cell, newest first. */
  get receipts(): readonly IReceipt[] {
    return this._receipts;
  }

  /** Figures of the notebook that wait longer than usual. */
  get waiting(): readonly IReceipt[] {
    const now = Date.now();
    return this._receipts.filter(receipt => isWaiting(receipt, now));
  }

  /** Figures of the notebook that are not kept, though they should be. */
  get failed(): readonly IReceipt[] {
    return this._receipts.filter(isLost);
  }

  /** How many figures wait, of all notebooks. */
  get waitingAnywhere(): number {
    return this._waitingAnywhere;
  }

  get service(): ServiceState {
    return this._service;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Path of the notebook below the server's root. */
  get path(): string | null {
    return this._path;
  }

  set path(path: string | null) {
    if (path !== this._path) {
      this._path = path;
      this._receipts = [];
      this._changed.emit();
      void this.refresh();
    }
  }

  /** Take in what the stream told. */
  hear(item: NewsItem): void {
    if (item.kind === 'service') {
      this._service = item.state;
      this._changed.emit();
    } else if (item.kind === 'receipts') {
      this._waitingAnywhere = item.waiting;
      if (item.notebooks.some(path => isSame(path, this._path))) {
        void this.refresh();
      } else {
        this._changed.emit();
      }
    } else if (item.kind === 'reset') {
      void this.refresh();
    }
  }

  /**
   * Ask again. A call while one is under way makes one more follow it.
   */
  async refresh(): Promise<void> {
    this._again = true;
    this._asking ??= this.askOn();
    await this._asking;
  }

  dispose(): void {
    this._isDisposed = true;
    clearTimeout(this._timer);
    Signal.clearData(this);
  }

  private async askOn(): Promise<void> {
    do {
      this._again = false;
      await this.ask(this._path);
    } while (this._again && !this._isDisposed);
    this._asking = null;
  }

  private async ask(path: string | null): Promise<void> {
    await null; // so that nothing is answered before anybody waits for it
    if (path === null || this._isDisposed) {
      return;
    }
    try {
      const found = await receiptsOf(this.api, path);
      if (path === this._path && !this._isDisposed) {
        this._receipts = found.receipts;
        this._waitingAnywhere = found.waiting;
        this._changed.emit();
        this.lookAgain();
      }
    } catch {
      // The Jupyter server is away; the panel says so, and the stream comes back.
    }
  }

  /** What is still young may wait for longer than usual soon. */
  private lookAgain(): void {
    clearTimeout(this._timer);
    const now = Date.now();
    const isYoung = (receipt: IReceipt) =>
      receipt.state === 'queued' && !isWaiting(receipt, now);
    if (this._receipts.some(isYoung)) {
      this._timer = setTimeout(() => this._changed.emit(), USUAL);
    }
  }

  private _path: string | null = null;
  private _receipts: readonly IReceipt[] = [];
  private _waitingAnywhere = 0;
  private _service: ServiceState = 'unknown';
  private _asking: Promise<void> | null = null;
  private _again = false;
  private _isDisposed = false;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private readonly _changed = new Signal<this, void>(this);
}

/** Whether a figure is not kept, though it should be. */
export function isLost(receipt: IReceipt): boolean {
  // What was left out for its size was left out against the user's will.
  return (
    receipt.state === 'failed' ||
    (receipt.state === 'skipped' && receipt.size !== null)
  );
}

function isWaiting(receipt: IReceipt, now: number): boolean {
  const age = now - receipt.at.getTime();
  return receipt.state === 'queued' && (receipt.reason !== '' || age >= USUAL);
}

/** Whether the stream's `path` names the notebook; without a folder it may. */
function isSame(path: string, notebook: string | null): boolean {
  return (
    path === notebook ||
    (!path.includes('/') && path === notebook?.split('/').at(-1))
  );
}
