import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { Api, messageOf } from '../api';
import {
  AnswerPart,
  ICheck,
  IPreview,
  ISubject,
  Where,
  ask,
  checkInsight,
  previewQuestion
} from '../calls/insight';
import { isUnknown } from '../discussion/absence';
import { IAnswer, asked, withPart } from './answer';

/** Whether one can ask; `absent` where the service knows no questions. */
export type InsightState =
  | { readonly kind: 'loading' | 'absent' }
  | { readonly kind: 'ready'; readonly check: ICheck };

/** A question that waits until the user has seen what would be sent. */
export interface IPending {
  readonly question: string;
  readonly preview: IPreview;
}

const NONE: readonly IAnswer[] = [];

/**
 * Questions about a revision, or about what changed since another one, and
 * what was answered. One question at a time.
 */
export class InsightModel implements IDisposable {
  constructor(private readonly api: Api) {}

  get state(): InsightState {
    return this._state;
  }

  /** Emitted after each change. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get subject(): ISubject | null {
    return this._subject;
  }

  /** What was asked about the subject, oldest first. */
  get answers(): readonly IAnswer[] {
    return this._answers.get(this.key) ?? NONE;
  }

  get pending(): IPending | null {
    return this._pending;
  }

  get isBusy(): boolean {
    return this._request !== null;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /**
   * Questions are about this from now on. What was answered about something
   * else is shown again when one comes back to it.
   */
  follow(subject: ISubject): void {
    if (keyOf(subject) === this.key) {
      return;
    }
    this.stop();
    this._pending = null;
    this._subject = subject;
    if (this._state.kind === 'loading') {
      void this.check();
    }
    this._changed.emit();
  }

  /**
   * Ask something. Before the first time that anything is sent elsewhere it
   * waits in `pending`. Rejects with a RequestError where that cannot be told.
   */
  async ask(question: string): Promise<void> {
    const subject = this._subject;
    if (!subject || this.isBusy || this._state.kind !== 'ready') {
      return;
    }
    // Who answers may have been chosen anew, and that one was shown nothing yet.
    const check = await checkInsight(this.api, whereOf(subject));
    if (subject !== this._subject || this.isBusy) {
      return;
    }
    this._state = { kind: 'ready', check };
    if (!check.previewed || this._isUndecided) {
      const preview = await previewQuestion(this.api, subject, question);
      if (preview && subject === this._subject) {
        this._pending = { question, preview };
        this._isUndecided = true;
        this._changed.emit();
        return;
      }
    }
    await this.send(subject, question);
  }

  /** Look again who answers. */
  async check(): Promise<void> {
    const subject = this._subject;
    if (!subject) {
      return;
    }
    try {
      const check = await checkInsight(this.api, whereOf(subject));
      this._state = { kind: 'ready', check };
    } catch (error) {
      if (this._state.kind !== 'ready') {
        // Else it is asked again with the next revision that is looked at.
        this._state = { kind: isUnknown(error) ? 'absent' : 'loading' };
      }
    }
    this._changed.emit();
  }

  /** Send the question that waits, or leave it. */
  async decide(send: boolean): Promise<void> {
    const pending = this._pending;
    this._pending = null;
    this._changed.emit();
    if (send && pending && this._subject && this._state.kind === 'ready') {
      this._isUndecided = false;
      await this.send(this._subject, pending.question);
    }
  }

  /** What has been answered so far stays. */
  stop(): void {
    this._request?.abort();
  }

  /** Forget what was answered about the subject. */
  clear(): void {
    this.stop();
    this._request = null;
    this._answers.delete(this.key);
    this._changed.emit();
  }

  dispose(): void {
    this._isDisposed = true;
    this.stop();
    Signal.clearData(this);
  }

  private get key(): string {
    return this._subject ? keyOf(this._subject) : '';
  }

  private async send(subject: ISubject, question: string): Promise<void> {
    const request = (this._request = new AbortController());
    const key = keyOf(subject);
    const earlier = this._answers.get(key) ?? NONE;
    let answer = asked(question);
    const show = (change: IAnswer) => {
      answer = change;
      if (this._request === request) {
        this._answers.set(key, [...earlier, answer]);
        this._changed.emit();
      }
    };
    const take = (part: AnswerPart) => show(withPart(answer, part));
    show(answer);
    try {
      await ask(this.api, subject, question, take, request.signal);
      if (answer.stage === 'coming') {
        show({ ...answer, stage: 'broken' });
      }
    } catch (error) {
      const stage = request.signal.aborted ? 'stopped' : 'broken';
      show({ ...answer, stage, problem: messageOf(error) });
    } finally {
      if (this._request === request) {
        this._request = null;
        this._changed.emit();
      }
    }
  }

  private _state: InsightState = { kind: 'loading' };
  private _subject: ISubject | null = null;
  private _pending: IPending | null = null;
  /** Whether what is sent was shown, and nobody has agreed to it since. */
  private _isUndecided = false;
  private _request: AbortController | null = null;
  private _isDisposed = false;
  private readonly _answers = new Map<string, readonly IAnswer[]>();
  private readonly _changed = new Signal<this, void>(this);
}

function whereOf({ revision }: ISubject): Where {
  return { figure_revision: revision };
}

function keyOf({ before, revision }: ISubject): string {
  return `${before ?? ''}:${revision}`;
}
