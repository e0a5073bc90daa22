import { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef, useState } from 'react';

import { IRevisionLine } from '../calls/revisions';
import { figuresIcon } from '../icon';
import { Time } from './time';

interface ITimelineProps {
  /** Oldest first. */
  readonly revisions: readonly IRevisionLine[];
  readonly current: string;
  readonly person: (username: string) => string;
  readonly thumbnail: (revision: string) => Promise<string | null>;
  readonly onLook: (revision: string) => void;
  readonly trans: TranslationBundle;
}

/**
 * The revisions, newest first. Up and down walk them.
 */
export function Timeline(props: ITimelineProps): JSX.Element {
  const { trans, current } = props;
  const list = useRef<HTMLOListElement>(null);
  const newest = [...props.revisions].reverse();
  const active = newest.findIndex(({ id }) => id === current);

  useEffect(() => {
    list.current
      ?.querySelector('[aria-current]')
      ?.scrollIntoView?.({ block: 'nearest' });
  }, [current]);

  const onKeyDown = (event: React.KeyboardEvent) => {
    const target = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      Home: 0,
      End: newest.length - 1
    }[event.key];
    if (target === undefined || event.altKey || event.ctrlKey) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const next = newest[target];
    if (next) {
      props.onLook(next.id);
      list.current?.querySelectorAll<HTMLElement>('button')[target]?.focus();
    }
  };

  return (
    <section className="gofigr-Timeline" aria-label={trans.__('Timeline')}>
      <h3 className="gofigr-Subhead">{trans.__('Timeline')}</h3>
      <ol ref={list} onKeyDown={onKeyDown}>
        {newest.map(revision => (
          <li key={revision.id}>
            <Row
              {...props}
              revision={revision}
              isCurrent={revision.id === current}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface IRowProps extends ITimelineProps {
  readonly revision: IRevisionLine;
  readonly isCurrent: boolean;
}

function Row(props: IRowProps): JSX.Element {
  const { revision, isCurrent, trans } = props;
  return (
    <button
      className="gofigr-Timeline-row"
      aria-current={isCurrent ? 'true' : undefined}
      tabIndex={isCurrent ? 0 : -1}
      onClick={() => props.onLook(revision.id)}
    >
      <Thumbnail id={revision.id} load={props.thumbnail} />
      <span className="gofigr-Timeline-text">
        <span className="gofigr-Timeline-number">
          {trans.__('Revision %1', revision.number)}
        </span>
        <span className="gofigr-Timeline-facts">
          <Time at={revision.created} trans={trans} />
          {revision.author && ` · ${props.person(revision.author)}`}
        </span>
      </span>
    </button>
  );
}

interface IThumbnailProps {
  readonly id: string;
  readonly load: (revision: string) => Promise<string | null>;
}

/** Loaded when it comes into sight. */
function Thumbnail({ id, load }: IThumbnailProps): JSX.Element {
  const place = useRef<HTMLSpanElement>(null);
  const [source, setSource] = useState<string | null | undefined>();
  useEffect(() => {
    let wanted = true;
    const watch = new IntersectionObserver(([entry]) => {
      if (entry.isIntersecting) {
        watch.disconnect();
        void load(id).then(found => wanted && setSource(found));
      }
    });
    if (place.current) {
      watch.observe(place.current);
    }
    return () => {
      wanted = false;
      watch.disconnect();
    };
  }, [id]);
  return (
    <span className="gofigr-Timeline-picture" ref={place}>
      {source && <img src={source} alt="" />}
      {source === null && (
        <figuresIcon.react tag="span" width="16px" height="16px" />
      )}
    </span>
  );
}
