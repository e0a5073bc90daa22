import { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';

interface IQuestionFieldProps {
  readonly label: string;
  /** What the button says; "Ask" where it is absent. */
  readonly submit?: string;
  /** Whether an answer comes, which can be stopped. */
  readonly isBusy: boolean;
  /** Gives whether it was asked: what was written stays where not. */
  readonly onAsk: (question: string) => Promise<boolean>;
  readonly onStop: () => void;
  readonly trans: TranslationBundle;
}

const LONGEST = 20_000;

/**
 * A field for one question. Enter asks, Escape stops the answer.
 */
export function QuestionField(props: IQuestionFieldProps): JSX.Element {
  const { label, isBusy, trans } = props;
  const [question, setQuestion] = useState('');
  const isEmpty = question.trim() === '';
  const submit = async () => {
    if (!isEmpty && !isBusy) {
      const written = question;
      setQuestion('');
      if (!(await props.onAsk(written.trim()))) {
        setQuestion(later => later || written);
      }
    }
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      void submit();
    } else if (event.key === 'Escape') {
      props.onStop();
    }
  };
  return (
    <div className="gofigr-Insight-field">
      <input
        className="gofigr-Input"
        aria-label={label}
        placeholder={label}
        maxLength={LONGEST}
        value={question}
        onChange={({ target }) => setQuestion(target.value)}
        onKeyDown={onKeyDown}
      />
      {isBusy ? (
        <button className="gofigr-Quiet" onClick={props.onStop}>
          {trans.__('Stop')}
        </button>
      ) : (
        <button
          className="gofigr-Quiet"
          disabled={isEmpty}
          onClick={() => void submit()}
        >
          {props.submit ?? trans.__('Ask')}
        </button>
      )}
    </div>
  );
}
