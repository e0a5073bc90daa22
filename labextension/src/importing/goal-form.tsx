import { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useState } from 'react';

import { messageOf } from '../api';
import { IGoal } from '../calls/imports';
import { Choice, named } from '../work/choices';
import { IGoals } from './model';

interface IGoalFormProps {
  readonly goals: () => Promise<IGoals>;
  /** How an analysis is called that does not exist yet. */
  readonly newAnalysis: string;
  /** Whether everything else is known that is needed. */
  readonly isReady: boolean;
  readonly onBegin: (goal: IGoal) => void;
  readonly onCancel: () => void;
  /** What else can be done instead. */
  readonly beside?: JSX.Element;
  readonly trans: TranslationBundle;
}

/**
 * Asks where an import is to go.
 */
export function GoalForm(props: IGoalFormProps): JSX.Element {
  const { goals, trans } = props;
  const [known, setKnown] = useState<IGoals | string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [analysis, setAnalysis] = useState<string | null>(null);
  useEffect(() => {
    goals().then(setKnown, error => setKnown(messageOf(error)));
  }, []);
  if (typeof known === 'string') {
    return <p role="alert">{known}</p>;
  }
  const workspace = chosen ?? known?.workspaces[0]?.id ?? null;
  const analyses = (known?.analyses ?? []).filter(
    each => each.workspace === workspace
  );
  return (
    <>
      <div className="gofigr-Import-goal">
        <Choice
          label={trans.__('Workspace')}
          value={workspace}
          options={named(known?.workspaces ?? [])}
          onChoose={id => {
            setChosen(id);
            setAnalysis(null);
          }}
        />
        <Choice
          label={trans.__('Analysis')}
          value={analysis}
          options={[['', props.newAnalysis], ...named(analyses)]}
          onChoose={setAnalysis}
        />
      </div>
      <div className="gofigr-Import-deeds">
        <button
          className="jp-mod-styled jp-mod-accept"
          disabled={workspace === null || !props.isReady}
          onClick={() => workspace && props.onBegin({ workspace, analysis })}
        >
          {trans.__('Import')}
        </button>
        {props.beside}
        <button className="gofigr-Link" onClick={props.onCancel}>
          {trans.__('Cancel')}
        </button>
      </div>
    </>
  );
}
