import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { Message } from '../panel/message';
import { Absence } from './model';

/**
 * The shape of the document; CSS shows it after 200 ms.
 */
export function DocumentSkeleton(): JSX.Element {
  return (
    <div className="gofigr-Doc-skeleton" aria-busy="true">
      <div className="gofigr-Doc-skeletonTitle" />
      <div className="gofigr-Doc-skeletonPicture" />
      <div className="gofigr-Doc-skeletonLine" />
      <div className="gofigr-Doc-skeletonLine" />
    </div>
  );
}

interface IAbsentProps {
  readonly kind: Absence;
  readonly reason: string;
  readonly hint: string;
  readonly onRetry: () => void;
  readonly onClose: () => void;
  readonly trans: TranslationBundle;
}

/**
 * Why the figure cannot be shown, and what to do.
 */
export function Absent(props: IAbsentProps): JSX.Element {
  const { kind, reason, hint, trans } = props;
  const said = {
    offline: reason || trans.__('The figure cannot be shown now.'),
    missing: trans.__('This figure is no longer there: it has been deleted.'),
    forbidden: trans.__('You may not see this figure.')
  }[kind];
  const advice = {
    offline: hint,
    missing: '',
    forbidden: trans.__('Ask somebody of its workspace to share it with you.')
  }[kind];
  return (
    <Message
      text={[said, advice].join(' ').trim()}
      action={kind === 'missing' ? trans.__('Close') : trans.__('Try again')}
      onAction={kind === 'missing' ? props.onClose : props.onRetry}
    />
  );
}

interface IDeletedProps {
  readonly name: string;
  readonly canUndo: boolean;
  readonly onUndo: () => void;
  readonly onClose: () => void;
  readonly trans: TranslationBundle;
}

/**
 * What is seen of a figure that is being deleted.
 */
export function Deleted(props: IDeletedProps): JSX.Element {
  const { trans, canUndo, name } = props;
  return (
    <Message
      text={
        canUndo
          ? trans.__(
              '“%1” will be deleted with all its revisions in a few seconds.',
              name
            )
          : trans.__('“%1” was deleted.', name)
      }
      action={canUndo ? trans.__('Undo') : trans.__('Close')}
      onAction={canUndo ? props.onUndo : props.onClose}
    />
  );
}
