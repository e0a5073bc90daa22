import { TranslationBundle } from '@jupyterlab/translation';
import { editIcon } from '@jupyterlab/ui-components';
import React, { useEffect, useRef, useState } from 'react';

import { useDeed } from '../../discussion/deed';
import { IconButton } from '../../icon-button';

interface IAltTextProps {
  readonly alt: string;
  /** Rejects with a RequestError. */
  readonly onSave: (alt: string) => Promise<void>;
  readonly trans: TranslationBundle;
}

/**
 * What the picture shows, for those who do not see it; to read and to change.
 */
export function AltText(props: IAltTextProps): JSX.Element {
  const { alt, trans } = props;
  const [isEditing, setEditing] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && document.activeElement === document.body) {
      edit.current?.focus();
    }
    wasEditing.current = isEditing;
  }, [isEditing]);
  if (isEditing) {
    return <AltField {...props} onDone={() => setEditing(false)} />;
  }
  return (
    <div className="gofigr-Alt">
      <span className="gofigr-Alt-label">{trans.__('Alt text')}</span>
      <p>{alt}</p>
      <IconButton
        ref={edit}
        icon={editIcon}
        label={trans.__('Edit the alt text')}
        onClick={() => setEditing(true)}
      />
    </div>
  );
}

function AltField(
  props: IAltTextProps & { readonly onDone: () => void }
): JSX.Element {
  const { trans, onDone } = props;
  const [text, setText] = useState(props.alt);
  const field = useRef<HTMLTextAreaElement>(null);
  const { isBusy, problem, act } = useDeed(trans);
  useEffect(() => field.current?.focus(), []);
  const save = async () => {
    if (await act(() => props.onSave(text.trim()))) {
      onDone();
    }
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save();
    } else if (event.key === 'Escape') {
      onDone();
    }
  };
  return (
    <div className="gofigr-Composer gofigr-Alt-edit">
      <textarea
        ref={field}
        aria-label={trans.__('Alt text')}
        placeholder={trans.__('What does the picture show?')}
        rows={3}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
      />
      {problem && <p role="alert">{problem}</p>}
      <div className="gofigr-Composer-foot">
        <button className="gofigr-Plain" onClick={onDone}>
          {trans.__('Cancel')}
        </button>
        <button
          className="gofigr-Quiet"
          title={trans.__('Ctrl Enter')}
          disabled={isBusy}
          onClick={() => void save()}
        >
          {trans.__('Save')}
        </button>
      </div>
    </div>
  );
}
