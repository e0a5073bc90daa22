import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';

import { IFact } from '../calls/insight';
import { useDeed } from '../discussion/deed';
import { IAnswer, factsOf, origin, textOf } from './answer';
import { Written } from './written';

interface IAnswerViewProps {
  readonly answer: IAnswer;
  readonly copy: (answer: IAnswer) => Promise<void>;
  readonly keep?: (answer: IAnswer) => Promise<void>;
  readonly rendermime: IRenderMimeRegistry;
  readonly trans: TranslationBundle;
}

/**
 * A question, its answer as it comes, who gave it, and what it rests on.
 */
export function AnswerView(props: IAnswerViewProps): JSX.Element {
  const { answer, rendermime, trans } = props;
  const { question, stage, by, pieces } = answer;
  const facts = factsOf(answer);
  return (
    <li className="gofigr-Answer" aria-busy={stage === 'coming'}>
      <p className="gofigr-Answer-question">{question}</p>
      {by?.isAi ? (
        <Written text={textOf(answer)} rendermime={rendermime} />
      ) : (
        pieces.map(({ text }, index) => (
          <p key={index} className="gofigr-Answer-sentence">
            {text}
          </p>
        ))
      )}
      {stage === 'coming' && pieces.length === 0 && (
        <p className="gofigr-Insight-note">{trans.__('Looking …')}</p>
      )}
      <Ending answer={answer} trans={trans} />
      {facts.length > 0 && stage !== 'coming' && (
        <Facts facts={facts} said={!by?.isAi} trans={trans} />
      )}
      {by && stage !== 'coming' && (
        <p className="gofigr-Answer-origin" data-ai={by.isAi || undefined}>
          {origin(by, trans)}
        </p>
      )}
      {stage !== 'coming' && pieces.length > 0 && <Deeds {...props} />}
    </li>
  );
}

/** Why there is no more. */
function Ending(
  props: Pick<IAnswerViewProps, 'answer' | 'trans'>
): JSX.Element | null {
  const { answer, trans } = props;
  if (answer.stage === 'stopped') {
    return <p className="gofigr-Insight-note">{trans.__('Stopped here.')}</p>;
  }
  return answer.stage === 'broken' ? (
    <p role="alert">
      {answer.problem ||
        trans.__('The answer broke off here. Ask again in a moment.')}
    </p>
  ) : null;
}

function Facts(props: {
  readonly facts: readonly IFact[];
  /** Whether the answer consists of them. */
  readonly said: boolean;
  readonly trans: TranslationBundle;
}): JSX.Element {
  const { facts, said, trans } = props;
  return (
    <details className="gofigr-Facts" data-said={said || undefined}>
      <summary>
        {trans._n('%1 fact behind it', '%1 facts behind it', facts.length)}
      </summary>
      <ul>
        {facts.map((fact, index) => (
          <li key={index}>
            <p title={fact.text}>{fact.text}</p>
            {fact.numbers.length > 0 && (
              <dl>
                {fact.numbers.map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{shown(value)}</dd>
                  </div>
                ))}
              </dl>
            )}
            {fact.method && (
              <p className="gofigr-Insight-note">{fact.method}</p>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Deeds(props: IAnswerViewProps): JSX.Element {
  const { answer, keep, trans } = props;
  const { problem, act, isBusy } = useDeed(trans);
  const [done, setDone] = useState('');
  const perform = async (deed: () => Promise<void>, said: string) => {
    setDone((await act(deed)) ? said : '');
  };
  return (
    <div className="gofigr-Thread-foot">
      <button
        className="gofigr-Plain"
        onClick={() =>
          void perform(() => props.copy(answer), trans.__('Copied.'))
        }
      >
        {trans.__('Copy')}
      </button>
      {keep && (
        <button
          className="gofigr-Plain"
          disabled={isBusy}
          onClick={() => void perform(() => keep(answer), trans.__('Added.'))}
        >
          {trans.__('Add to the discussion')}
        </button>
      )}
      <span role="status">{done}</span>
      {problem && <p role="alert">{problem}</p>}
    </div>
  );
}

function shown(value: number): string {
  return value.toLocaleString(undefined, { maximumSignificantDigits: 6 });
}
