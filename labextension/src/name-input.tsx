import React, { useEffect, useRef, useState } from 'react';

interface INameInputProps {
  readonly name: string;
  readonly label: string;
  /** Called with null when it is to stay as it was. */
  readonly onDone: (name: string | null) => void;
}

/**
 * A field for a new name. Enter and leaving it take the name, Escape does not.
 */
export function NameInput(props: INameInputProps): JSX.Element {
  const { name, onDone } = props;
  const [text, setText] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const finish = (result: string | null) => {
    if (!done.current) {
      done.current = true;
      onDone(result);
    }
  };
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  return (
    <input
      ref={input}
      className="gofigr-Doc-rename"
      aria-label={props.label}
      value={text}
      maxLength={300}
      onChange={event => setText(event.target.value)}
      onBlur={() => finish(text)}
      onKeyDown={event => {
        event.stopPropagation();
        if (event.key === 'Enter') {
          // Else it would press the button that gets the focus next.
          event.preventDefault();
          finish(text);
        } else if (event.key === 'Escape') {
          finish(null);
        }
      }}
    />
  );
}
