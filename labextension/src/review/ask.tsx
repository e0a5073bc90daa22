import { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';

import { IMentionable } from '../calls/comments';
import { useDeed } from '../discussion/deed';

interface IAskFormProps {
  readonly people: (prefix: string) => Promise<readonly IMentionable[]>;
  /** Rejects where it was not done. */
  readonly onAsk: (names: readonly string[], note: string) => Promise<void>;
  readonly trans: TranslationBundle;
}

const OPTIONS = 'gofigr-reviewers';

/**
 * Asks for a review: who, by names that are completed, and what for.
 */
export function AskForm({ people, onAsk, trans }: IAskFormProps): JSX.Element {
  const [names, setNames] = useState('');
  const [note, setNote] = useState('');
  const [found, setFound] = useState<readonly IMentionable[]>([]);
  const { isBusy, problem, act } = useDeed(trans);
  const all = names.split(/[\s,]+/).filter(Boolean);
  const before = names.slice(0, names.search(/[^\s,]*$/));

  const type = (text: string) => {
    setNames(text);
    void people(/[^\s,]*$/.exec(text)?.[0] ?? '').then(setFound);
  };
  const ask = async () => {
    if (all.length && (await act(() => onAsk(all, note.trim())))) {
      setNames('');
      setNote('');
    }
  };
  const label = trans.__('Reviewers, by user name');
  const why = trans.__('What for (optional)');
  return (
    <form
      className="gofigr-Review-ask"
      onSubmit={event => {
        event.preventDefault();
        void ask();
      }}
    >
      <div className="gofigr-DocLine">
        <input
          className="gofigr-Input"
          aria-label={label}
          placeholder={label}
          list={OPTIONS}
          value={names}
          onFocus={() => type(names)}
          onChange={({ target }) => type(target.value)}
        />
        <datalist id={OPTIONS}>
          {found.map(({ username, name }) => (
            <option key={username} value={before + username}>
              {name}
            </option>
          ))}
        </datalist>
      </div>
      <div className="gofigr-DocLine">
        <input
          className="gofigr-Input"
          aria-label={why}
          placeholder={why}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        <button
          className="gofigr-Quiet"
          type="submit"
          disabled={isBusy || all.length === 0}
        >
          {trans.__('Ask for review')}
        </button>
      </div>
      {problem && (
        <p className="gofigr-Said" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
