import { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useState } from 'react';

import { ITold, NOTICE_KINDS, Way } from '../calls/notifications';
import { useDeed } from '../discussion/deed';
import { InboxModel } from './model';
import { kindName } from './words';

interface IWaysProps {
  readonly model: InboxModel;
  readonly trans: TranslationBundle;
}

/**
 * How the user is told of what, chosen here.
 */
export function Ways({ model, trans }: IWaysProps): JSX.Element {
  const [told, setTold] = useState<ITold | null>(null);
  const { isBusy, problem, act } = useDeed(trans);
  const settle = (asked: Promise<ITold>) =>
    void act(async () => setTold(await asked));
  useEffect(() => settle(model.told()), []);
  const words: Record<Way, string> = {
    off: trans.__('Not'),
    inbox: trans.__('Here'),
    mail: trans.__('Here and by mail')
  };
  return (
    <fieldset className="gofigr-Ways" disabled={isBusy}>
      <legend>{trans.__('How you are told')}</legend>
      {told &&
        NOTICE_KINDS.map(kind => (
          <label key={kind}>
            <span>{kindName(kind, trans)}</span>
            <select
              value={told.ways[kind]}
              onChange={({ target }) =>
                settle(model.tell({ [kind]: target.value as Way }))
              }
            >
              {Object.entries(words).map(([way, word]) => (
                <option key={way} value={way}>
                  {word}
                </option>
              ))}
            </select>
          </label>
        ))}
      {told && (
        <label className="gofigr-Check">
          <input
            type="checkbox"
            checked={told.digest}
            onChange={({ target }) =>
              settle(model.tell({ digest: target.checked }))
            }
          />
          {trans.__('One mail a day instead of many')}
        </label>
      )}
      {problem && <p role="alert">{problem}</p>}
    </fieldset>
  );
}
