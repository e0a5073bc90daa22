import { TranslationBundle } from '@jupyterlab/translation';
import React, { useId, useRef } from 'react';

import { IAnswering, IChoice, PROVIDERS } from '../calls/answering';
import { Option } from './fields';
import { AnsweringModel, Told } from './model';
import { ModelFields } from './model-fields';
import { providerName, providerNote, triedText } from './words';

export interface IAnsweringFormProps {
  readonly model: AnsweringModel;
  readonly trans: TranslationBundle;
}

interface IFormProps extends IAnsweringFormProps {
  readonly kept: IAnswering;
  readonly draft: IChoice;
}

/**
 * Asks who answers, and what they may do.
 */
export function AnsweringForm(props: IFormProps): JSX.Element {
  const { model, draft } = props;
  const form = useRef<HTMLFormElement>(null);
  return (
    <form
      ref={form}
      className="gofigr-Answering-form"
      onSubmit={event => {
        event.preventDefault();
        void model.save();
      }}
    >
      <Providers {...props} />
      {draft.provider !== null && draft.provider !== 'local' && (
        <ModelFields {...props} provider={draft.provider} />
      )}
      {draft.provider !== null && <Titles {...props} />}
      <Foot
        {...props}
        isValid={() => form.current?.reportValidity() ?? false}
      />
    </form>
  );
}

function Providers(props: IFormProps): JSX.Element {
  const { model, kept, draft, trans } = props;
  const name = useId();
  const isWorkspace = model.workspace !== null;
  const { told } = model;
  return (
    <fieldset className="gofigr-Answering-providers">
      <legend>{trans.__('Who answers')}</legend>
      {[...(isWorkspace ? [null] : []), ...PROVIDERS].map(provider => (
        <Option
          key={provider}
          group={name}
          label={providerName(provider, trans)}
          note={providerNote(provider, kept.ofService, trans)}
          isChecked={draft.provider === provider}
          onChange={() => model.change({ provider })}
        />
      ))}
      {told?.kind === 'refused' && told.field === 'provider' && (
        <p role="alert">{told.reason}</p>
      )}
    </fieldset>
  );
}

/** Whether they write of their own accord. */
function Titles({ model, draft, trans }: IFormProps): JSX.Element {
  return (
    <Option
      label={trans.__('Titles and descriptions for new figures')}
      note={
        draft.provider === 'local'
          ? trans.__('What people wrote stays.')
          : trans.__(
              'For those who have seen what is sent. What people wrote stays.'
            )
      }
      isChecked={draft.titles}
      onChange={titles => model.change({ titles })}
    />
  );
}

/** Buttons that keep the focus when there is nothing to do, and what came of them. */
function Foot(
  props: IAnsweringFormProps & {
    /** Gives whether everything can be read that is written. */
    readonly isValid: () => boolean;
  }
): JSX.Element {
  const { model, trans } = props;
  const attempt = () => props.isValid() && model.attempt();
  return (
    <div className="gofigr-Answering-foot">
      <button
        className="jp-mod-styled jp-mod-accept"
        aria-disabled={!model.isChanged || model.busy === 'saving'}
        onClick={event => model.isChanged || event.preventDefault()}
      >
        {trans.__('Save')}
      </button>
      <button
        type="button"
        className="jp-mod-styled"
        aria-disabled={model.busy !== null}
        onClick={() => void attempt()}
      >
        {trans.__('Test')}
      </button>
      <Said model={model} trans={trans} />
    </div>
  );
}

/** Fields that say themselves why they were refused. */
const SPOKEN = ['provider', 'base_url', 'model', 'key'];

/** What is done now, and what came of it. */
function Said({ model, trans }: IAnsweringFormProps): JSX.Element {
  const { busy, told } = model;
  if (told?.kind === 'refused' && !SPOKEN.includes(told.field)) {
    const { reason } = told;
    return (
      <p role="alert">
        {reason || trans.__('The service did not answer. Try again.')}
      </p>
    );
  }
  return (
    <p role="status" data-fails={fails(told) || undefined}>
      {busy === 'trying' && trans.__('Asking for one word…')}
      {told?.kind === 'saved' && trans.__('Saved.')}
      {told?.kind === 'tried' && triedText(told.tried, trans)}
    </p>
  );
}

function fails(told: Told | null): boolean {
  return told?.kind === 'tried' && !told.tried.works;
}
