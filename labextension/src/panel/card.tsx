import { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef } from 'react';

import { IReceipt } from '../calls/receipts';
import { ICard } from '../cards';
import { CommentCount } from '../discussion/count';
import { SmallPicture } from '../small-picture';
import { SmallPictures } from '../small-pictures';
import { exactTime, relativeTime } from '../times';
import { IRevision } from '../wire';
import { PinMark } from '../pin-mark';
import type { IDeeds } from './here';

interface IFigureCardProps {
  readonly card: ICard;
  readonly pictures: SmallPictures;
  /** Number of comments on it. */
  readonly comments: number;
  readonly isPinned: boolean;
  readonly isOfActiveCell: boolean;
  readonly deeds: IDeeds;
  readonly trans: TranslationBundle;
  readonly tabIndex: number;
  readonly onFocus: () => void;
}

/** Milliseconds in which a second click can follow the first. */
const DOUBLE = 250;

/**
 * One figure: its picture, name, revision and state. A click opens it, a double
 * click shows its cell. One that is not kept yet has only its cell.
 */
export function FigureCard(props: IFigureCardProps): JSX.Element {
  const { card, trans, deeds } = props;
  const { row, pending } = card;
  const first = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(first.current), []);

  const onClick = (event: React.MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) {
      return; // the browser opens the page in a new tab or window
    }
    event.preventDefault();
    clearTimeout(first.current);
    if (event.detail > 1 || !row) {
      deeds.showCell(card);
    } else if (event.detail === 0) {
      deeds.open(card); // by the keyboard
    } else {
      first.current = setTimeout(() => deeds.open(card), DOUBLE);
    }
  };

  return (
    <a
      className={
        'gofigr-Card' + (props.isOfActiveCell ? ' gofigr-mod-ofActiveCell' : '')
      }
      href={row?.link ?? '#'}
      tabIndex={props.tabIndex}
      aria-current={props.isOfActiveCell || undefined}
      onFocus={props.onFocus}
      onClick={onClick}
      onDragStart={event => deeds.drag(card, event)}
      onContextMenu={event => deeds.menu(card, event)}
    >
      <Picture card={card} pictures={props.pictures} trans={trans} />
      <span className="gofigr-Card-text">
        <span className="gofigr-Card-name" title={card.name}>
          {props.isPinned && <PinMark trans={trans} />}
          {card.name || trans.__('Untitled')}
        </span>
        {row && <Facts revision={row.revision} trans={trans} />}
        <CommentCount count={props.comments} trans={trans} />
        {pending && <Pending receipt={pending} trans={trans} />}
      </span>
    </a>
  );
}

interface IFactsProps {
  readonly revision: IRevision;
  readonly trans: TranslationBundle;
}

function Facts({ revision, trans }: IFactsProps): JSX.Element {
  const { number, created, seen, cell, author } = revision;
  const time = seen?.last ?? created;
  const said = relativeTime(time, new Date(), trans);
  const count = cell?.executionCount ?? null;
  return (
    <span
      className="gofigr-Card-facts"
      title={author && trans.__('Kept by %1', author)}
    >
      {trans.__('rev %1', number)}
      {' · '}
      <time dateTime={isoTime(time)} title={exactTime(time)}>
        {seen ? trans.__('seen again %1', said) : said}
      </time>
      {count !== null && (
        <>
          {' · '}
          <span className="gofigr-Card-cell">
            {trans.__('cell [%1]', count)}
          </span>
        </>
      )}
    </span>
  );
}

interface IPendingProps {
  readonly receipt: IReceipt;
  readonly trans: TranslationBundle;
}

function Pending({ receipt, trans }: IPendingProps): JSX.Element {
  return receipt.state === 'queued' ? (
    <span className="gofigr-Card-state" title={receipt.reason}>
      {trans.__('waits for the service')}
    </span>
  ) : (
    <span className="gofigr-Card-state gofigr-mod-failed">
      {trans.__('not kept: %1', receipt.reason)}
    </span>
  );
}

interface IPictureProps {
  readonly card: ICard;
  readonly pictures: SmallPictures;
  readonly trans: TranslationBundle;
}

function Picture(props: IPictureProps): JSX.Element {
  const { trans } = props;
  const { row, pending } = props.card;
  if (!row) {
    return (
      <span className="gofigr-Card-picture">
        <span className="gofigr-Card-blank gofigr-mod-pending">
          {pending?.state === 'queued'
            ? trans.__('waiting')
            : trans.__('not kept')}
        </span>
      </span>
    );
  }
  return (
    <SmallPicture
      revision={row.revision.id}
      pictures={props.pictures}
      className="gofigr-Card-picture"
      icon="24px"
    />
  );
}

function isoTime(time: Date): string | undefined {
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
