import { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef } from 'react';

import { saidSize } from '../document/files';
import { IPending } from './model';

interface IBeforeProps {
  readonly pending: IPending;
  /** Told whether it may be sent. */
  readonly onDecide: (send: boolean) => void;
  readonly trans: TranslationBundle;
}

/**
 * What a question would send, shown before the first one leaves.
 */
export function Before({
  pending,
  onDecide,
  trans
}: IBeforeProps): JSX.Element {
  const { preview, question } = pending;
  const send = useRef<HTMLButtonElement>(null);
  useEffect(() => send.current?.focus(), []);
  return (
    <div
      className="gofigr-Insight-before"
      role="group"
      aria-label={trans.__('What will be sent')}
    >
      <p>
        {trans.__(
          'To answer “%1”, this is sent to %2 (%3):',
          question,
          preview.host,
          saidSize(preview.bytes)
        )}
      </p>
      <pre tabIndex={0} aria-label={trans.__('What will be sent')}>
        {preview.text}
      </pre>
      {preview.picture && <p>{trans.__('The picture is sent too.')}</p>}
      <p className="gofigr-Insight-note">
        {trans.__('You are shown this once; later questions send the like.')}
      </p>
      <div className="gofigr-Composer-foot">
        <button className="gofigr-Plain" onClick={() => onDecide(false)}>
          {trans.__('Do not send')}
        </button>
        <button
          ref={send}
          className="gofigr-Quiet"
          onClick={() => onDecide(true)}
        >
          {trans.__('Send')}
        </button>
      </div>
    </div>
  );
}
