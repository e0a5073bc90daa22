import React, { useEffect, useState } from 'react';

import { INotice } from '../calls/notifications';
import { figuresIcon } from '../icon';
import { SmallPicture } from '../small-picture';
import { Time } from '../time';
import { IInboxProps } from './view';
import { whatHappened } from './words';

interface INoticeRowProps extends IInboxProps {
  readonly notice: INotice;
  readonly tabIndex: number;
  readonly onFocus: () => void;
}

/**
 * Who did what to which figure. A click opens it; the dot tells that it is not
 * read, and takes that back.
 */
export function NoticeRow(props: INoticeRowProps): JSX.Element {
  const { notice, model, people, trans } = props;
  const { isRead } = notice;
  const label = isRead ? trans.__('Mark as unread') : trans.__('Mark as read');
  return (
    <li className="gofigr-Notice" data-unread={isRead ? undefined : 'true'}>
      <button
        className="gofigr-Notice-open"
        tabIndex={props.tabIndex}
        onFocus={props.onFocus}
        onClick={() => {
          props.onOpen(notice);
          // It stays unread where that cannot be noted.
          model.mark(notice, true).catch(() => undefined);
        }}
      >
        <Picture {...props} />
        <span className="gofigr-Notice-text">
          <span className="gofigr-Notice-name" title={notice.targetName}>
            {notice.targetName}
          </span>
          <span className="gofigr-Notice-facts">
            {whatHappened(notice, people.name(notice.actor), trans)}
            {' · '}
            <Time at={notice.created} trans={trans} />
          </span>
          {notice.excerpt && (
            <span className="gofigr-Notice-excerpt">{notice.excerpt}</span>
          )}
        </span>
      </button>
      <button
        className="gofigr-Notice-dot"
        tabIndex={props.tabIndex}
        title={label}
        aria-label={label}
        onClick={() => void model.mark(notice, !isRead).catch(() => undefined)}
      />
    </li>
  );
}

function Picture({ notice, model, pictures }: INoticeRowProps): JSX.Element {
  const [revision, setRevision] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    void model.pictured(notice).then(found => wanted && setRevision(found));
    return () => {
      wanted = false;
    };
  }, [notice.target]);
  return revision ? (
    <SmallPicture
      revision={revision}
      pictures={pictures}
      className="gofigr-Notice-picture"
      icon="16px"
    />
  ) : (
    <span className="gofigr-Notice-picture">
      <figuresIcon.react tag="span" width="16px" height="16px" />
    </span>
  );
}
