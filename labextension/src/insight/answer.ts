import { TranslationBundle } from '@jupyterlab/translation';

import { AnswerPart, IAnswerer, IFact } from '../calls/insight';

/** A part of an answer, with the facts that it rests on. */
export interface IPiece {
  readonly text: string;
  readonly facts: readonly IFact[];
}

/** A question and what was answered; `coming` grows, the others stay. */
export interface IAnswer {
  readonly question: string;
  readonly stage: 'coming' | 'whole' | 'stopped' | 'broken';
  /** Null until that is told. */
  readonly by: IAnswerer | null;
  /** Sentences where they were computed, else pieces of one text. */
  readonly pieces: readonly IPiece[];
  /** What all of it rests on, where it was written by AI. */
  readonly facts: readonly IFact[];
  /** Why it broke off; empty where it did not, or nobody knows. */
  readonly problem: string;
}

export function asked(question: string): IAnswer {
  return {
    question,
    stage: 'coming',
    by: null,
    pieces: [],
    facts: [],
    problem: ''
  };
}

export function withPart(answer: IAnswer, part: AnswerPart): IAnswer {
  switch (part.kind) {
    case 'start':
      return { ...answer, by: part.by };
    case 'text': {
      const { text, facts } = part;
      return { ...answer, pieces: [...answer.pieces, { text, facts }] };
    }
    case 'done': {
      const { by, text, facts } = part;
      const isWhole = answer.pieces.length > 0;
      const pieces = isWhole ? answer.pieces : [{ text, facts: [] }];
      const own = isWhole && !by.isAi ? [] : facts;
      return { ...answer, by, pieces, facts: own, stage: 'whole' };
    }
    case 'broken':
      return { ...answer, stage: 'broken', problem: part.reason };
  }
}

export function textOf({ by, pieces }: IAnswer): string {
  return pieces.map(({ text }) => text).join(by?.isAi ? '' : ' ');
}

export function factsOf({ pieces, facts }: IAnswer): readonly IFact[] {
  return [...pieces.flatMap(piece => piece.facts), ...facts];
}

/**
 * Who answered, in a sentence for people.
 */
export function origin(by: IAnswerer, trans: TranslationBundle): string {
  const name = [by.provider, by.model].filter(Boolean).join(', ');
  return by.isAi
    ? trans.__('Written by AI (%1)', name)
    : trans.__('Computed from the data kept');
}

/**
 * The answer as Markdown, with its question and who gave it.
 */
export function quoted(answer: IAnswer, trans: TranslationBundle): string {
  const { question, by, pieces } = answer;
  const said = by?.isAi
    ? textOf(answer)
    : pieces.map(({ text }) => `- ${plain(text)}`).join('\n');
  const from = by ? `*${plain(origin(by, trans))}*` : '';
  return [`> ${plain(question)}`, said, from].filter(Boolean).join('\n\n');
}

/** Markdown that shows the text as it is. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~@]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}
