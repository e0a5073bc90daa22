import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { Message } from '../panel/message';

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

interface IDeletedProps {
  /** What is said while it can be undone, and afterwards. */
  readonly waiting: string;
  readonly deleted: string;
  readonly canUndo: boolean;
  readonly onUndo: () => void;
  readonly onClose: () => void;
  readonly trans: TranslationBundle;
}

/**
 * What is seen of something that is being deleted.
 */
export function Deleted(props: IDeletedProps): JSX.Element {
  const { trans, canUndo } = props;
  return (
    <Message
      text={canUndo ? props.waiting : props.deleted}
      action={canUndo ? trans.__('Undo') : trans.__('Close')}
      onAction={canUndo ? props.onUndo : props.onClose}
    />
  );
}
