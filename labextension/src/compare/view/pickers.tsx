import { TranslationBundle } from '@jupyterlab/translation';
import { caretLeftIcon, caretRightIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { IRevision } from '../../wire';
import { exactTime, relativeTime } from '../../times';
import { CompareModel, ICompared, Role } from '../model';

interface IPickersProps {
  readonly model: CompareModel;
  readonly compared: ICompared;
  readonly trans: TranslationBundle;
}

/**
 * Which two revisions are compared, and the buttons that choose others.
 */
export function Pickers(props: IPickersProps): JSX.Element {
  const { model, trans } = props;
  return (
    <div className="gofigr-Compare-pickers">
      <Picker {...props} role="before" />
      <button
        className="gofigr-Compare-button"
        title={trans.__('Swap the two (S)')}
        aria-label={trans.__('Swap the two')}
        onClick={() => void model.swap()}
      >
        ⇄
      </button>
      <Picker {...props} role="after" />
    </div>
  );
}

interface IPickerProps extends IPickersProps {
  readonly role: Role;
}

function Picker(props: IPickerProps): JSX.Element {
  const { model, compared, role, trans } = props;
  const choices = compared.choices[role];
  const { id, figure, figureName } = compared[role].revision;
  const index = choices.findIndex(choice => choice.id === id);
  const other = compared[role === 'before' ? 'after' : 'before'].revision;
  const label =
    role === 'before'
      ? trans.__('First revision')
      : trans.__('Second revision');
  return (
    <div className="gofigr-Compare-picker" role="group" aria-label={label}>
      {figure !== other.figure && (
        <span className="gofigr-Compare-figure" title={figureName}>
          {figureName}
        </span>
      )}
      <Step {...props} by={-1} possible={index > 0} />
      <select
        className="gofigr-Compare-select"
        aria-label={label}
        value={id}
        title={index < 0 ? '' : exactTime(choices[index].created)}
        onChange={event => void model.pick(role, event.target.value)}
      >
        {[...choices].reverse().map(choice => (
          <option key={choice.id} value={choice.id}>
            {optionText(choice, trans)}
          </option>
        ))}
      </select>
      <Step {...props} by={1} possible={index < choices.length - 1} />
    </div>
  );
}

interface IStepProps extends IPickerProps {
  readonly by: 1 | -1;
  readonly possible: boolean;
}

function Step({ by, possible, ...props }: IStepProps): JSX.Element {
  const { model, role, trans } = props;
  const name = by < 0 ? trans.__('Older') : trans.__('Newer');
  const arrow = by < 0 ? '←' : '→';
  const Icon = by < 0 ? caretLeftIcon : caretRightIcon;
  return (
    <button
      className="gofigr-Compare-button"
      aria-label={name}
      title={`${name} (${role === 'before' ? trans.__('Shift') + ' ' : ''}${arrow})`}
      aria-disabled={!possible}
      onClick={() => void model.step(role, by)}
    >
      <Icon.react tag="span" width="16px" height="16px" />
    </button>
  );
}

function optionText(choice: IRevision, trans: TranslationBundle): string {
  const time = relativeTime(choice.created, new Date(), trans);
  return [trans.__('Revision %1', choice.number), time, choice.author]
    .filter(text => text)
    .join(' · ');
}
