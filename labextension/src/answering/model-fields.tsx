import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { IChoice, Provider } from '../calls/answering';
import { Field, NumberField, Option } from './fields';
import { AnsweringModel } from './model';

interface IModelFieldsProps {
  readonly model: AnsweringModel;
  readonly draft: IChoice;
  readonly provider: Exclude<Provider, 'local'>;
  readonly trans: TranslationBundle;
}

/**
 * Where a model is, how it is called, and what it may be asked.
 */
export function ModelFields(props: IModelFieldsProps): JSX.Element {
  const { model, draft, trans } = props;
  return (
    <div className="gofigr-Answering-fields">
      <Address {...props} />
      <Field
        label={trans.__('Model')}
        note={trans.__('Its name, as the address knows it.')}
        problem={problemOf(model, 'model')}
      >
        {input => (
          <input
            {...input}
            spellCheck={false}
            value={draft.model}
            onChange={({ target }) => model.change({ model: target.value })}
          />
        )}
      </Field>
      <Key {...props} />
      <Numbers {...props} />
      <Option
        label={trans.__('Send the picture too')}
        note={trans.__(
          'For models that see. Without it, the plotted data and the code are sent.'
        )}
        isChecked={draft.pictures}
        onChange={pictures => model.change({ pictures })}
      />
    </div>
  );
}

function Address(props: IModelFieldsProps): JSX.Element {
  const { model, draft, trans } = props;
  const isBedrock = props.provider === 'bedrock';
  return (
    <Field
      label={trans.__('Address')}
      note={
        isBedrock
          ? trans.__('That of the runtime in your region.')
          : trans.__('It often ends with /v1.')
      }
      problem={problemOf(model, 'base_url')}
    >
      {input => (
        <input
          {...input}
          inputMode="url"
          spellCheck={false}
          placeholder={
            isBedrock
              ? 'https://bedrock-runtime.eu-central-1.amazonaws.com'
              : 'http://127.0.0.1:11434/v1'
          }
          value={draft.baseUrl}
          onChange={({ target }) => model.change({ baseUrl: target.value })}
        />
      )}
    </Field>
  );
}

/** How long, how often, and how much is asked. */
function Numbers({ model, draft, trans }: IModelFieldsProps): JSX.Element {
  return (
    <div className="gofigr-Answering-numbers">
      <NumberField
        label={trans.__('Seconds for an answer')}
        value={draft.timeoutSeconds}
        least={1}
        most={600}
        onChange={timeoutSeconds => model.change({ timeoutSeconds })}
      />
      <NumberField
        label={trans.__('Tries after a failure')}
        value={draft.retries}
        least={0}
        most={5}
        onChange={retries => model.change({ retries })}
      />
      <NumberField
        label={trans.__('Questions a month')}
        note={trans.__('Empty for any number.')}
        value={draft.monthlyLimit}
        least={0}
        most={2 ** 31 - 1}
        onChange={monthlyLimit => model.change({ monthlyLimit })}
      />
    </div>
  );
}

/** The key: never shown, only replaced or removed. */
function Key(props: IModelFieldsProps): JSX.Element {
  const { model, provider, trans } = props;
  const removed = model.hasKey && model.key === '';
  const kept = model.hasKey && model.key === null;
  return (
    <div className="gofigr-Answering-key">
      <Field
        label={trans.__('Key')}
        note={
          removed
            ? trans.__('The key will be removed.')
            : kept
              ? trans.__(
                  'A key is kept; it is never shown. Write to replace it.'
                )
              : provider === 'bedrock'
                ? trans.__(
                    'The id of an access key, a colon, and the secret access key.'
                  )
                : trans.__(
                    'Empty where none is asked for. It is kept encrypted.'
                  )
        }
        problem={problemOf(model, 'key')}
      >
        {input => (
          <input
            {...input}
            type="password"
            autoComplete="off"
            placeholder={kept ? '••••••••' : ''}
            value={model.key ?? ''}
            onChange={({ target }) => model.giveKey(target.value || null)}
          />
        )}
      </Field>
      {(kept || removed) && (
        <button
          type="button"
          className="gofigr-Link"
          onClick={() => model.giveKey(removed ? null : '')}
        >
          {removed ? trans.__('Keep it') : trans.__('Remove')}
        </button>
      )}
    </div>
  );
}

function problemOf({ told }: AnsweringModel, field: string): string {
  return told?.kind === 'refused' && told.field === field ? told.reason : '';
}
