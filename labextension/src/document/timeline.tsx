import { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef } from 'react';

import { SmallPicture } from '../small-picture';
import { SmallPictures } from '../small-pictures';
import { IRevision } from '../wire';
import { Time } from '../time';

interface ITimelineProps {
  /** Oldest first. */
  readonly revisions: readonly IRevision[];
  readonly current: string;
  readonly person: (username: string) => string;
  readonly pictures: SmallPictures;
  /** User names of those who approved a revision. */
  readonly approversOf: (revision: string) => readonly string[];
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
  readonly revision: IRevision;
  readonly isCurrent: boolean;
}

function Row(props: IRowProps): JSX.Element {
  const { revision, isCurrent, trans } = props;
  const approvers = props.approversOf(revision.id).map(props.person);
  return (
    <button
      className="gofigr-Timeline-row"
      aria-current={isCurrent ? 'true' : undefined}
      tabIndex={isCurrent ? 0 : -1}
      onClick={() => props.onLook(revision.id)}
    >
      <SmallPicture
        revision={revision.id}
        pictures={props.pictures}
        className="gofigr-Timeline-picture"
        icon="16px"
      />
      <span className="gofigr-Timeline-text">
        <span className="gofigr-Timeline-number">
          {trans.__('Revision %1', revision.number)}
        </span>
        <span className="gofigr-Timeline-facts">
          <Time at={revision.created} trans={trans} />
          {revision.author && ` · ${props.person(revision.author)}`}
        </span>
        {approvers.length > 0 && (
          <span className="gofigr-Timeline-facts">
            {trans.__('✓ approved by %1', approvers.join(', '))}
          </span>
        )}
      </span>
    </button>
  );
}
