import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { TranslationBundle } from '@jupyterlab/translation';
import { settingsIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { useDeed } from '../discussion/deed';
import { IconButton } from '../icon-button';
import { IAnswer } from './answer';
import { AnswerView } from './answer-view';
import { InsightModel } from './model';
import { Before } from './before';
import { QuestionField } from './question';

export interface IInsightProps {
  readonly model: InsightModel;
  /** Questions that can be asked with one click. */
  readonly suggestions: readonly string[];
  readonly copy: (answer: IAnswer) => Promise<void>;
  /** Add an answer to the discussion; absent where there is none. */
  readonly keep?: (answer: IAnswer) => Promise<void>;
  /** Show who answers, and have it chosen. */
  readonly onChoose: () => void;
  readonly rendermime: IRenderMimeRegistry;
  readonly trans: TranslationBundle;
}

/**
 * Questions about what is looked at; nothing where the service knows none.
 */
export function Insight(props: IInsightProps): JSX.Element | null {
  const { model, trans } = props;
  const { state, answers, pending } = model;
  const { problem, act } = useDeed(trans);
  if (state.kind !== 'ready') {
    return null;
  }
  const { available, messages } = state.check;
  const put = (question: string) => act(() => model.ask(question));
  return (
    <section className="gofigr-Insight" aria-label={trans.__('Deep Insight')}>
      <div className="gofigr-Insight-head">
        <h3 className="gofigr-Subhead">{trans.__('Deep Insight')}</h3>
        {answers.length > 0 && (
          <button className="gofigr-Plain" onClick={() => model.clear()}>
            {trans.__('Clear')}
          </button>
        )}
        <IconButton
          icon={settingsIcon}
          label={trans.__('Deep Insight settings: who answers')}
          onClick={props.onChoose}
        />
      </div>
      <ol aria-live="polite">
        {answers.map((answer, index) => (
          <AnswerView key={index} {...props} answer={answer} />
        ))}
      </ol>
      {pending && (
        <Before
          pending={pending}
          onDecide={send => void model.decide(send)}
          trans={trans}
        />
      )}
      {available && !pending && answers.length === 0 && (
        <Suggestions {...props} onPut={put} />
      )}
      {available && !pending && (
        <QuestionField
          label={trans.__('Ask about this figure')}
          isBusy={model.isBusy}
          onAsk={put}
          onStop={() => model.stop()}
          trans={trans}
        />
      )}
      {problem && <p role="alert">{problem}</p>}
      {messages.length > 0 && (
        <p className="gofigr-Insight-note">{messages.join(' ')}</p>
      )}
    </section>
  );
}

interface ISuggestionsProps extends IInsightProps {
  readonly onPut: (question: string) => Promise<boolean>;
}

function Suggestions(props: ISuggestionsProps): JSX.Element {
  const { suggestions, onPut, trans } = props;
  return (
    <div
      className="gofigr-Insight-suggestions"
      role="group"
      aria-label={trans.__('Suggested questions')}
    >
      {suggestions.map(question => (
        <button
          key={question}
          className="gofigr-Suggestion"
          onClick={() => void onPut(question)}
        >
          {question}
        </button>
      ))}
    </div>
  );
}
