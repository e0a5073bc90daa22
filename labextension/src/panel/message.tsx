import React from 'react';

interface IMessageProps {
  readonly text: string;
  /** A line of code that the sentence speaks of. */
  readonly code?: string;
  readonly action?: string;
  readonly onAction?: () => void;
}

/**
 * One sentence, and the one thing to do about it.
 */
export function Message(props: IMessageProps): JSX.Element {
  return (
    <div className="gofigr-Message" role="status">
      <p>{props.text}</p>
      {props.code && <code>{props.code}</code>}
      {props.action && (
        <button
          className="jp-mod-styled jp-mod-accept"
          onClick={props.onAction}
        >
          {props.action}
        </button>
      )}
    </div>
  );
}
