import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { ICheck } from '../calls/insight';
import { offlineText } from '../offline';
import { Message } from '../panel/message';
import { Choice, named } from '../work/choices';
import { AnsweringForm, IAnsweringFormProps } from './form';

/**
 * For which workspace somebody answers, and who that is.
 */
export function Answering(props: IAnsweringFormProps): JSX.Element {
  const { model, trans } = props;
  const { workspaces, isStaff } = model;
  return (
    <div className="gofigr-Answering-page">
      <h2>{trans.__('Deep Insight')}</h2>
      <p className="gofigr-Insight-note">
        {trans.__(
          'Who answers questions about figures, and writes their titles and the texts of stories.'
        )}
      </p>
      {workspaces.length > 0 && (
        <Choice
          label={trans.__('Workspace')}
          value={model.workspace}
          options={[
            ...named(workspaces),
            ...(isStaff
              ? [['', trans.__('All that have not chosen')] as const]
              : [])
          ]}
          onChoose={workspace => void model.choosePlace(workspace)}
        />
      )}
      <Outcome {...props} />
    </div>
  );
}

function Outcome(props: IAnsweringFormProps): JSX.Element | null {
  const { model, trans } = props;
  const { state, draft } = model;
  switch (state.kind) {
    case 'loading':
      return null;
    case 'absent':
      return (
        <Message
          text={trans.__(
            'This service has no choice of who answers. It may be an older one: update it.'
          )}
        />
      );
    case 'offline':
      return (
        <Message
          text={offlineText(state, trans)}
          action={trans.__('Try again')}
          onAction={() => void model.show(model.workspace ?? undefined)}
        />
      );
    case 'closed':
      return <Closed {...state} trans={trans} />;
    case 'open':
      return (
        draft && <AnsweringForm {...props} kept={state.kept} draft={draft} />
      );
  }
}

/** Who answers where the user may not choose, and why not. */
function Closed(props: {
  readonly reason: string;
  readonly check: ICheck | null;
  readonly trans: TranslationBundle;
}): JSX.Element {
  const { reason, check, trans } = props;
  return (
    <div className="gofigr-Answering-closed" role="status">
      {check && (
        <>
          <h3>{trans.__('Who answers')}</h3>
          <p>
            {check.isAi
              ? check.model
              : trans.__('The service itself, from the data kept.')}
          </p>
          {check.messages.map(message => (
            <p key={message}>{message}</p>
          ))}
        </>
      )}
      <p className="gofigr-Insight-note">{reason}</p>
    </div>
  );
}
