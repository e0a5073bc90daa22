import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { figuresIcon } from '../icon';
import { IFigureRow } from '../model';
import { exactTime, relativeTime } from '../times';

interface IFigureCardProps {
  readonly row: IFigureRow;
  readonly trans: TranslationBundle;
  readonly tabIndex: number;
  readonly onFocus: () => void;
}

/**
 * One figure: its picture, name, revision number and time. Opens its page.
 */
export function FigureCard(props: IFigureCardProps): JSX.Element {
  const { row, trans } = props;
  const { number, created, seen } = row.revision;
  const time = seen?.last ?? created;
  const said = relativeTime(time, new Date(), trans);
  return (
    <a
      className="gofigr-Card"
      href={row.link}
      target="_blank"
      rel="noopener"
      tabIndex={props.tabIndex}
      onFocus={props.onFocus}
    >
      <Picture row={row} />
      <span className="gofigr-Card-text">
        <span className="gofigr-Card-name" title={row.name}>
          {row.name}
        </span>
        <span className="gofigr-Card-facts">
          {trans.__('rev %1', number)}
          {' · '}
          <time dateTime={isoTime(time)} title={exactTime(time)}>
            {seen ? trans.__('seen again %1', said) : said}
          </time>
        </span>
      </span>
    </a>
  );
}

function Picture({ row }: { readonly row: IFigureRow }): JSX.Element {
  return (
    <span className="gofigr-Card-picture">
      {row.thumbnail && <img src={row.thumbnail} alt="" />}
      {row.thumbnail === null && (
        <span className="gofigr-Card-blank">
          <figuresIcon.react tag="span" width="24px" height="24px" />
        </span>
      )}
    </span>
  );
}

function isoTime(time: Date): string | undefined {
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
