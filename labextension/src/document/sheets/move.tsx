import { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';

import { messageOf } from '../../api';
import { useLoaded } from '../loaded';
import { Lines, Nothing, Problem } from '../tabs/said';

/** An analysis that a figure can be moved to. */
export interface IGoal {
  readonly id: string;
  readonly name: string;
  readonly workspace: string;
}

interface IMoveSheetProps {
  readonly goals: () => Promise<readonly IGoal[]>;
  /** Rejects with a RequestError. */
  readonly onMove: (goal: IGoal) => Promise<void>;
  readonly trans: TranslationBundle;
}

const MOST = 50;

/**
 * Where to move the figure: the analyses, found by typing.
 */
export function MoveSheet(props: IMoveSheetProps): JSX.Element {
  const { trans } = props;
  const loaded = useLoaded(props.goals, '');
  const [sought, setSought] = useState('');
  const [problem, setProblem] = useState('');
  if (loaded.kind === 'loading') {
    return <Lines count={3} />;
  }
  if (loaded.kind === 'failed') {
    return <Problem reason={loaded.reason} trans={trans} />;
  }
  const found = loaded.value.filter(({ name, workspace }) =>
    `${name} ${workspace}`.toLowerCase().includes(sought.trim().toLowerCase())
  );
  return (
    <>
      <input
        type="search"
        className="gofigr-Input"
        placeholder={trans.__('Find an analysis')}
        aria-label={trans.__('Find an analysis')}
        value={sought}
        onChange={event => setSought(event.target.value)}
      />
      {problem && (
        <p className="gofigr-Said" role="alert">
          {problem}
        </p>
      )}
      {found.length === 0 && (
        <Nothing>{trans.__('There is no other analysis like that.')}</Nothing>
      )}
      <ul className="gofigr-Goals">
        {found.slice(0, MOST).map(goal => (
          <li key={goal.id}>
            <button
              onClick={() =>
                props
                  .onMove(goal)
                  .catch(error =>
                    setProblem(
                      messageOf(error) || trans.__('It could not be moved.')
                    )
                  )
              }
            >
              <span>{goal.name}</span>
              <span>{goal.workspace}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length > MOST && (
        <p className="gofigr-Hint">
          {trans.__('%1 more: type a part of the name.', found.length - MOST)}
        </p>
      )}
    </>
  );
}
