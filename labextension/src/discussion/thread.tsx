import React, { useEffect, useRef, useState } from 'react';

import { CommentView } from './comment';
import { Composer } from './composer';
import { useDeed } from './deed';
import { ITalk } from './talk';
import { IThread } from './threads';

interface IThreadViewProps extends ITalk {
  readonly thread: IThread;
}

/**
 * A comment and the answers to it. A resolved one is folded.
 */
export function ThreadView(props: IThreadViewProps): JSX.Element {
  const { thread, model, trans } = props;
  const { first, replies } = thread;
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLLIElement>(null);
  const isChosen = model.chosen === first.thread;
  useEffect(() => {
    if (isChosen) {
      place.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [isChosen]);
  const isFolded = first.resolvedBy !== null && !isOpen && !isChosen;
  return (
    <li
      ref={place}
      className="gofigr-Thread"
      data-chosen={isChosen ? 'true' : undefined}
    >
      {thread.mark !== null && <Mark {...props} mark={thread.mark} />}
      {first.resolvedBy !== null && (
        <p className="gofigr-Comment-about">
          ✓ {trans.__('Resolved by %1', props.person(first.resolvedBy))}{' '}
          <button
            className="gofigr-Plain"
            aria-expanded={!isFolded}
            onClick={() => setOpen(!isOpen)}
          >
            {isFolded
              ? trans._n('Show', 'Show all %1', replies.length + 1)
              : trans.__('Fold away')}
          </button>
        </p>
      )}
      {!isFolded && (
        <>
          <CommentView {...props} comment={first} />
          {replies.length > 0 && (
            <div className="gofigr-Thread-replies">
              {replies.map(reply => (
                <CommentView key={reply.id} {...props} comment={reply} />
              ))}
            </div>
          )}
          <Foot {...props} />
        </>
      )}
    </li>
  );
}

interface IMarkProps extends IThreadViewProps {
  readonly mark: number;
}

/** The number that the picture shows where the thread points. */
function Mark({ thread, model, mark, trans }: IMarkProps): JSX.Element {
  const { thread: id, anchorState } = thread.first;
  return (
    <button
      className="gofigr-Mark"
      data-lost={anchorState === 'lost' ? 'true' : undefined}
      aria-pressed={model.chosen === id}
      aria-label={trans.__('Show place %1 on the picture', mark)}
      onClick={() => model.choose(model.chosen === id ? null : id)}
    >
      {mark}
    </button>
  );
}

function Foot(props: IThreadViewProps): JSX.Element {
  const { thread, model, trans } = props;
  const [isReplying, setReplying] = useState(false);
  const { problem, act } = useDeed(trans);
  const isResolved = thread.first.resolvedBy !== null;
  if (isReplying) {
    return (
      <Composer
        label={trans.__('Reply')}
        submit={trans.__('Reply')}
        takesFocus
        people={prefix => model.people(prefix)}
        onSubmit={async text => {
          await model.say(text, thread.first.id);
          setReplying(false);
        }}
        onCancel={() => setReplying(false)}
        trans={trans}
      />
    );
  }
  return (
    <div className="gofigr-Thread-foot">
      <button className="gofigr-Plain" onClick={() => setReplying(true)}>
        {trans.__('Reply')}
      </button>
      <button
        className="gofigr-Plain"
        onClick={() => void act(() => model.resolve(thread, !isResolved))}
      >
        {isResolved ? trans.__('Reopen') : trans.__('Resolve')}
      </button>
      {problem && <p role="alert">{problem}</p>}
    </div>
  );
}
