import React from 'react';

interface IMessageProps {
  readonly text: string;
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
