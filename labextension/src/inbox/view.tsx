import { TranslationBundle } from '@jupyterlab/translation';
import { UseSignal, settingsIcon } from '@jupyterlab/ui-components';
import React, { useRef, useState } from 'react';

import { INotice } from '../calls/notifications';
import { useDeed } from '../discussion/deed';
import { IconButton } from '../icon-button';
import { Message } from '../panel/message';
import { Skeleton } from '../panel/skeleton';
import { People } from '../people';
import { SmallPictures } from '../small-pictures';
import { stepIn } from '../tab-keys';
import { daysOf } from './days';
import { InboxModel } from './model';
import { NoticeRow } from './notice';
import { Ways } from './ways';

export interface IInboxProps {
  readonly model: InboxModel;
  readonly people: People;
  readonly pictures: SmallPictures;
  readonly onOpen: (notice: INotice) => void;
  readonly trans: TranslationBundle;
}

/**
 * What the user is told, by day, and how she wants to be told.
 */
export function Inbox(props: IInboxProps): JSX.Element {
  const { model, people } = props;
  return (
    <UseSignal signal={model.changed}>
      {() => (
        <UseSignal signal={people.changed}>
          {() => (
            <div className="gofigr-Inbox">
              <Head {...props} />
              <Body {...props} />
            </div>
          )}
        </UseSignal>
      )}
    </UseSignal>
  );
}

function Head({ model, trans }: IInboxProps): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const { isBusy, problem, act } = useDeed(trans);
  return (
    <>
      <div className="gofigr-Inbox-head">
        <button
          className="gofigr-Plain"
          disabled={isBusy || model.unread === 0}
          onClick={() => void act(() => model.markAll())}
        >
          {trans.__('Mark all as read')}
        </button>
        <IconButton
          icon={settingsIcon}
          label={trans.__('How you are told')}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
      </div>
      {problem && (
        <p className="gofigr-Inbox-problem" role="alert">
          {problem}
        </p>
      )}
      {isOpen && <Ways model={model} trans={trans} />}
    </>
  );
}

function Body(props: IInboxProps): JSX.Element | null {
  const { model, trans } = props;
  const { state } = model;
  switch (state.kind) {
    case 'loading':
      return <Skeleton />;
    case 'absent':
      return null;
    case 'failed':
      return (
        <Message
          text={
            state.reason || trans.__('What is new for you cannot be shown now.')
          }
          action={trans.__('Try again')}
          onAction={() => void model.refresh()}
        />
      );
    case 'notices':
      return state.notices.length ? (
        <Notices {...props} notices={state.notices} />
      ) : (
        <Message
          text={trans.__(
            'Nothing is new. You are told here when somebody mentions you, answers, shares a figure or asks you for a review.'
          )}
        />
      );
  }
}

type INoticesProps = IInboxProps & { readonly notices: readonly INotice[] };

/** Tab reaches the list; arrows, Home and End walk it. */
function Notices(props: INoticesProps): JSX.Element {
  const { notices, trans } = props;
  const [current, setCurrent] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const active = Math.max(
    notices.findIndex(({ id }) => id === current),
    0
  );
  const onKeyDown = (event: React.KeyboardEvent) => {
    const target = stepIn(event.key, active, notices.length);
    if (target === null || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    setCurrent(notices[target].id);
    list.current
      ?.querySelectorAll<HTMLElement>('.gofigr-Notice-open')
      [target]?.focus();
  };
  return (
    <div className="gofigr-Inbox-list" ref={list} onKeyDown={onKeyDown}>
      {daysOf(notices, new Date(), trans).map(day => (
        <section key={day.name} aria-label={day.name}>
          <h3 className="gofigr-Subhead">{day.name}</h3>
          <ul>
            {day.notices.map(notice => (
              <NoticeRow
                key={notice.id}
                {...props}
                notice={notice}
                tabIndex={notice === notices[active] ? 0 : -1}
                onFocus={() => setCurrent(notice.id)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
