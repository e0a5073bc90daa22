import { TranslationBundle } from '@jupyterlab/translation';
import { UseSignal, closeIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { IconButton } from '../icon-button';
import { GoalForm } from './goal-form';
import { isDeck } from './choosing';
import { IImport, ImportsModel } from './model';
import { RepositoryForm } from './repository-form';

interface IImportsProps {
  readonly model: ImportsModel;
  /** Show what came of an import. */
  readonly onShow: (done: IImport) => void;
  /** Tell what the pictures of a document show, and keep nothing. */
  readonly onCheck: (file: File) => void;
  readonly trans: TranslationBundle;
}

/**
 * What is being imported, at the foot of the panel; nothing where nothing is.
 */
export function Imports(props: IImportsProps): JSX.Element {
  const { model, trans } = props;
  return (
    <UseSignal signal={model.changed}>
      {() =>
        model.all.length > 0 && (
          <ul className="gofigr-Imports" aria-label={trans.__('Imports')}>
            {model.all.map(each => (
              <li key={each.id} className="gofigr-Import">
                <Import {...props} shown={each} />
              </li>
            ))}
          </ul>
        )
      }
    </UseSignal>
  );
}

interface IImportProps extends IImportsProps {
  readonly shown: IImport;
}

function Import(props: IImportProps): JSX.Element {
  const { shown, model, trans } = props;
  return (
    <>
      <span className="gofigr-Import-name" title={shown.name}>
        {shown.name}
      </span>
      {shown.state === 'asking' && shown.source.kind === 'repository' ? (
        <RepositoryForm asking={shown} model={model} trans={trans} />
      ) : shown.state === 'asking' ? (
        <GoalForm
          goals={() => model.goals()}
          newAnalysis={trans.__('New: %1', shown.name)}
          isReady
          onBegin={goal => void model.sendDocument(shown, goal)}
          onCancel={() => void model.cancel(shown)}
          beside={<CheckInstead {...props} />}
          trans={trans}
        />
      ) : (
        <Course {...props} />
      )}
    </>
  );
}

/** Check a document that was dropped, and import nothing. */
function CheckInstead(props: IImportProps): JSX.Element | null {
  const { shown, model, trans } = props;
  if (shown.source.kind !== 'document' || !isDeck(shown.source.file)) {
    return null;
  }
  const { file } = shown.source;
  return (
    <button
      className="gofigr-Link"
      title={trans.__(
        'Tell which figures its pictures show, and keep nothing of it'
      )}
      onClick={() => {
        void model.cancel(shown);
        props.onCheck(file);
      }}
    >
      {trans.__('Only check it')}
    </button>
  );
}

/** How far an import is, and what can be done about it. */
function Course(props: IImportProps): JSX.Element {
  const { shown, model, trans } = props;
  const isOver = isOneOf(shown.state, ['done', 'failed', 'canceled']);
  return (
    <>
      {isOver ? (
        <IconButton
          icon={closeIcon}
          label={trans.__('Take “%1” out of this list', shown.name)}
          onClick={() => model.forget(shown)}
        />
      ) : (
        <button
          className="gofigr-Link"
          aria-label={trans.__('Cancel the import of “%1”', shown.name)}
          onClick={() => void model.cancel(shown)}
        >
          {trans.__('Cancel')}
        </button>
      )}
      {!isOver && (
        <progress
          max={100}
          value={shown.state === 'running' ? shown.progress : undefined}
          aria-label={trans.__('Import of “%1”', shown.name)}
        />
      )}
      <p role="status" data-state={shown.state}>
        {messageFor(shown, trans)}{' '}
        {shown.state === 'done' && (
          <button
            className="gofigr-Link"
            onClick={() => void props.onShow(shown)}
          >
            {trans.__('Show them')}
          </button>
        )}
      </p>
    </>
  );
}

function isOneOf(
  state: IImport['state'],
  states: readonly IImport['state'][]
): boolean {
  return states.includes(state);
}

function messageFor(
  { state, message }: IImport,
  trans: TranslationBundle
): string {
  switch (state) {
    case 'sending':
      return trans.__('Sending it…');
    case 'waiting':
      return message || trans.__('Waits for its turn.');
    case 'canceled':
      return trans.__('Canceled. What it had kept by then stays.');
    case 'failed':
      return message || trans.__('The import failed.');
    default:
      return message;
  }
}
