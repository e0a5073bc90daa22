import { TranslationBundle } from '@jupyterlab/translation';
import { refreshIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { ICheckedDeck, IDeckPicture } from '../calls/decks';
import { IconButton } from '../icon-button';
import { offlineText } from '../offline';
import { Message } from '../panel/message';
import { reason } from '../search/hit';
import { SmallPicture } from '../small-picture';
import { SmallPictures } from '../small-pictures';
import { CheckModel } from './model';
import { stateReason, stateText, summary } from './words';

export interface ICheckProps {
  readonly model: CheckModel;
  readonly pictures: SmallPictures;
  /** Show the figure, and the revision that the document has. */
  readonly onOpen: (figure: string, revision: string) => void;
  readonly onCompare: (before: string, after: string) => void;
  readonly trans: TranslationBundle;
}

/**
 * What the pictures of a document show, in their order.
 */
export function Check(props: ICheckProps): JSX.Element {
  const { model, trans } = props;
  return (
    <>
      <header className="gofigr-Deck-head">
        <h2>{model.name}</h2>
        <IconButton
          icon={refreshIcon}
          label={trans.__('Check again')}
          disabled={model.state.kind === 'checking'}
          onClick={() => void model.check()}
        />
      </header>
      <Outcome {...props} />
    </>
  );
}

function Outcome(props: ICheckProps): JSX.Element {
  const { model, trans } = props;
  const { state } = model;
  switch (state.kind) {
    case 'checking':
      return (
        <div className="gofigr-Message" role="status">
          <p>{trans.__('Looking at its pictures. Nothing of it is kept.')}</p>
          <progress aria-label={trans.__('Check of “%1”', model.name)} />
        </div>
      );
    case 'absent':
      return (
        <Message
          text={trans.__(
            'This service cannot check documents. It may be an older one: update it.'
          )}
        />
      );
    case 'gone':
      return (
        <Message
          text={trans.__(
            'The file cannot be read any more; it was changed or moved. Choose it again.'
          )}
        />
      );
    case 'offline':
      return (
        <Message
          text={offlineText(state, trans)}
          action={trans.__('Try again')}
          onAction={() => void model.check()}
        />
      );
    case 'checked':
      return <Checked {...props} deck={state.deck} />;
  }
}

function Checked(
  props: ICheckProps & { readonly deck: ICheckedDeck }
): JSX.Element {
  const { deck, trans } = props;
  const { pictures, leftOut } = deck;
  if (!pictures.length && !leftOut.length) {
    return <Message text={trans.__('The document has no pictures.')} />;
  }
  return (
    <>
      <p className="gofigr-Deck-note" role="status">
        {summary(pictures, trans)}
      </p>
      <ul aria-label={trans.__('Pictures of the document')}>
        {pictures.map((picture, index) => (
          <li key={index} className="gofigr-Deck-row">
            <Row {...props} picture={picture} />
          </li>
        ))}
      </ul>
      {leftOut.map(([why, count]) => (
        <p key={why} className="gofigr-Deck-note">
          {trans.__('Left out: %1 that %2.', count, why)}
        </p>
      ))}
    </>
  );
}

interface IRowProps extends ICheckProps {
  readonly picture: IDeckPicture;
}

function Row(props: IRowProps): JSX.Element {
  const { picture, trans } = props;
  const { found, newest, state } = picture;
  const shown = found?.revision ?? null;
  return (
    <>
      <span className="gofigr-Deck-place">{picture.anchor}</span>
      {shown ? (
        <SmallPicture
          revision={shown.id}
          pictures={props.pictures}
          className="gofigr-Deck-picture"
          icon="20px"
        />
      ) : (
        <span className="gofigr-Deck-picture" />
      )}
      <span className="gofigr-Deck-text">
        {found && shown ? (
          <button
            className="gofigr-Link"
            title={trans.__('Open this revision')}
            onClick={() => props.onOpen(found.id, shown.id)}
          >
            {found.name}
          </button>
        ) : (
          <span>{picture.title || trans.__('A picture')}</span>
        )}
        <Facts {...props} />
      </span>
      <span
        className="gofigr-Deck-state"
        data-state={state}
        title={stateReason(state, trans)}
      >
        {stateText(state, trans)}
      </span>
      <span className="gofigr-Deck-deed">
        {state === 'stale' && shown && newest && (
          <button
            className="gofigr-Link"
            aria-label={trans.__(
              'Compare “%1” with the newest',
              found?.name ?? ''
            )}
            onClick={() => props.onCompare(shown.id, newest.id)}
          >
            {trans.__('Compare with the newest')}
          </button>
        )}
      </span>
    </>
  );
}

/** Which revision it is, where it is kept, and how it was recognized. */
function Facts({ picture, trans }: IRowProps): JSX.Element {
  const { found, newest, state } = picture;
  const number = found?.revision?.number;
  if (!found || !number || !newest) {
    return (
      <span className="gofigr-Deck-facts">{stateReason(state, trans)}</span>
    );
  }
  const which =
    number === newest.number
      ? trans.__('revision %1', number)
      : trans.__('revision %1 of %2', number, newest.number);
  const facts = [which, found.place, found.how && reason(found.how, trans)];
  return (
    <span className="gofigr-Deck-facts">
      {facts.filter(Boolean).join(' · ')}
    </span>
  );
}
