import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { IAbsent } from './absence';
import { Message } from './panel/message';

interface IAbsentProps {
  readonly absent: IAbsent;
  /** What is said where the service gives no reason. */
  readonly offline: string;
  readonly missing: string;
  readonly forbidden: string;
  readonly onRetry: () => void;
  readonly onClose: () => void;
  readonly trans: TranslationBundle;
}

/**
 * Why a document cannot be shown, and what to do.
 */
export function Absent(props: IAbsentProps): JSX.Element {
  const { trans } = props;
  const { kind, reason, hint } = props.absent;
  const said = {
    offline: [reason || props.offline, hint],
    missing: [props.missing],
    forbidden: [
      props.forbidden,
      trans.__('Ask somebody of its workspace to share it with you.')
    ]
  }[kind];
  return (
    <Message
      text={said.join(' ').trim()}
      action={kind === 'missing' ? trans.__('Close') : trans.__('Try again')}
      onAction={kind === 'missing' ? props.onClose : props.onRetry}
    />
  );
}
