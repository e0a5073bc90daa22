import React, { useEffect, useRef } from 'react';

import { Composer } from './composer';
import { DiscussionModel } from './model';
import { ITalk } from './talk';
import { ThreadView } from './thread';
import { countOf } from './threads';

/**
 * What is said about the revision that is looked at; nothing where the service
 * knows no comments.
 */
export function Discussion(props: ITalk): JSX.Element | null {
  const { model, trans } = props;
  const { state } = model;
  const place = useRef<HTMLElement>(null);
  useReturn(place, model.isPointing);
  if (state.kind === 'absent' || state.kind === 'loading') {
    return null;
  }
  const threads = state.kind === 'threads' ? state.threads : [];
  const count = countOf(threads);
  return (
    <section
      ref={place}
      className="gofigr-Discussion"
      aria-label={trans.__('Discussion')}
    >
      <h3 className="gofigr-Subhead">
        {trans.__('Discussion')}
        {count > 0 && ` (${count})`}
      </h3>
      {state.kind === 'failed' && (
        <p role="alert">
          {state.reason || trans.__('What was said cannot be shown now.')}{' '}
          <button className="gofigr-Plain" onClick={() => void model.refresh()}>
            {trans.__('Try again')}
          </button>
        </p>
      )}
      <ol aria-live="polite">
        {threads.map(thread => (
          <ThreadView key={thread.first.thread} {...props} thread={thread} />
        ))}
      </ol>
      <Composer
        label={trans.__('Write a comment')}
        submit={trans.__('Comment')}
        people={prefix => model.people(prefix)}
        onSubmit={text => model.say(text)}
        trans={trans}
      >
        {props.canPoint && <Pointer model={model} trans={trans} />}
      </Composer>
    </section>
  );
}

/** After pointing one goes on writing. */
function useReturn(
  place: React.RefObject<HTMLElement>,
  isPointing: boolean
): void {
  const wasPointing = useRef(false);
  useEffect(() => {
    if (wasPointing.current && !isPointing) {
      place.current
        ?.querySelector<HTMLElement>(':scope > .gofigr-Composer textarea')
        ?.focus();
    }
    wasPointing.current = isPointing;
  }, [isPointing]);
}

type IPointerProps = Pick<ITalk, 'trans'> & { readonly model: DiscussionModel };

/** Lets the comment point at the picture. */
function Pointer({ model, trans }: IPointerProps): JSX.Element {
  if (model.region) {
    return (
      <button className="gofigr-Plain" onClick={() => model.point(null)}>
        {trans.__('Points at the picture ✕')}
      </button>
    );
  }
  return (
    <button
      className="gofigr-Plain"
      aria-pressed={model.isPointing}
      onClick={() => model.beginPointing(!model.isPointing)}
    >
      {model.isPointing
        ? trans.__('Click a place (Esc)')
        : trans.__('Point at the picture')}
    </button>
  );
}
