import { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef, useState } from 'react';

import { IMentionable } from '../calls/comments';
import { useDeed } from './deed';
import { beginningAt } from './mentions';
import { MentionList, mentionOption, useMentions } from './mention-list';

interface IComposerProps {
  readonly label: string;
  readonly submit: string;
  /** What stands there first. */
  readonly initial?: string;
  readonly takesFocus?: boolean;
  readonly people: (prefix: string) => Promise<readonly IMentionable[]>;
  /** Rejects where it was not done: what was written stays then. */
  readonly onSubmit: (text: string) => Promise<void>;
  /** Absent where one cannot leave it. */
  readonly onCancel?: () => void;
  /** Beside the buttons. */
  readonly children?: React.ReactNode;
  readonly trans: TranslationBundle;
}

const MOST_ROWS = 10;
let made = 0;

/**
 * A field to write Markdown into. @ completes names, Ctrl Enter sends.
 */
export function Composer(props: IComposerProps): JSX.Element {
  const { trans, takesFocus } = props;
  const [text, setText] = useState(props.initial ?? '');
  const [id] = useState(() => `gofigr-mentions-${++made}`);
  const field = useRef<HTMLTextAreaElement>(null);
  const { isBusy, problem, act } = useDeed(trans);
  const mentions = useMentions(props.people, field, setText);
  const isEmpty = text.trim() === '';

  useEffect(() => {
    if (takesFocus) {
      field.current?.focus();
      field.current?.setSelectionRange(text.length, text.length);
    }
  }, []);

  const submit = async () => {
    if (!isEmpty && (await act(() => props.onSubmit(text.trim())))) {
      setText(now => (now === text ? '' : now)); // one may have written on
    }
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    event.stopPropagation();
    if (mentions.onKey(event.key)) {
      event.preventDefault();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit();
    } else if (event.key === 'Escape') {
      props.onCancel?.();
    }
  };
  return (
    <div className="gofigr-Composer">
      <textarea
        ref={field}
        aria-label={props.label}
        placeholder={props.label}
        rows={Math.min(text.split('\n').length, MOST_ROWS)}
        value={text}
        aria-autocomplete="list"
        aria-controls={mentions.found.length ? id : undefined}
        aria-activedescendant={
          mentions.found.length ? mentionOption(id, mentions.active) : undefined
        }
        onChange={({ target }) => {
          setText(target.value);
          mentions.look(beginningAt(target.value, target.selectionEnd));
        }}
        onBlur={() => mentions.look(null)}
        onKeyDown={onKeyDown}
      />
      <MentionList id={id} mentions={mentions} trans={trans} />
      {problem && <p role="alert">{problem}</p>}
      <Foot {...props} canSend={!isEmpty && !isBusy} onSend={submit} />
    </div>
  );
}

interface IFootProps extends IComposerProps {
  readonly canSend: boolean;
  readonly onSend: () => Promise<void>;
}

function Foot(props: IFootProps): JSX.Element {
  const { trans } = props;
  return (
    <div className="gofigr-Composer-foot">
      {props.children}
      {props.onCancel && (
        <button className="gofigr-Plain" onClick={props.onCancel}>
          {trans.__('Cancel')}
        </button>
      )}
      <button
        className="gofigr-Quiet"
        title={trans.__('Ctrl Enter')}
        disabled={!props.canSend}
        onClick={() => void props.onSend()}
      >
        {props.submit}
      </button>
    </div>
  );
}
