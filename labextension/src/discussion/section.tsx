import React, { useEffect, useRef } from 'react';

import { Anchor } from '../calls/comments';
import { Composer } from './composer';
import { said } from './points/said';
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
  useReturn(place, model.pointing.way !== null);
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
        <Pointer {...props} />
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

/** Lets the comment point at the picture, or at a point of the data. */
function Pointer({ model, canPoint, trans }: ITalk): JSX.Element {
  const { pointing } = model;
  const { anchor, way } = pointing;
  if (anchor) {
    return (
      <button className="gofigr-Plain" onClick={() => pointing.take(null)}>
        {anchor.kind === 'point'
          ? trans.__('Points at %1 ✕', said(anchor.point))
          : trans.__('Points at the picture ✕')}
      </button>
    );
  }
  const words: Record<Anchor['kind'], readonly [string, string]> = {
    region: [trans.__('Point at the picture'), trans.__('Click a place (Esc)')],
    point: [trans.__('Point at the data'), trans.__('Click a point (Esc)')]
  };
  return (
    <>
      {canPoint
        .filter(each => way === null || each === way)
        .map(each => (
          <button
            key={each}
            className="gofigr-Plain"
            aria-pressed={each === way}
            onClick={() => pointing.begin(each === way ? null : each)}
          >
            {words[each][each === way ? 1 : 0]}
          </button>
        ))}
    </>
  );
}
