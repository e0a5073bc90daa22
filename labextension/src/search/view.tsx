import { TranslationBundle } from '@jupyterlab/translation';
import { UseSignal } from '@jupyterlab/ui-components';
import React, { useEffect, useState } from 'react';

import { IFindings, IFoundPlace, IHit } from '../calls/search';
import { IOffline, offlineText } from '../offline';
import { Message } from '../panel/message';
import { Skeleton } from '../panel/skeleton';
import { SmallPictures } from '../small-pictures';
import { SearchBox } from './box';
import { Hit } from './hit';
import { SearchModel, countWhere } from './model';
import { pictureIn } from './picture';

export interface ISearchViewProps {
  readonly model: SearchModel;
  readonly pictures: SmallPictures;
  readonly onOpen: (hit: IHit) => void;
  readonly trans: TranslationBundle;
}

const LIST = 'gofigr-search-found';

/**
 * Search by words, by a picture, or by both; a picture is chosen, pasted or
 * dropped. The field keeps the focus: arrows walk what was found, Enter opens it.
 */
export function SearchView(props: ISearchViewProps): JSX.Element {
  return (
    <UseSignal signal={props.model.changed}>
      {() => <Search {...props} />}
    </UseSignal>
  );
}

function Search(props: ISearchViewProps): JSX.Element {
  const { model } = props;
  const hits = hitsOf(model);
  const [wanted, setWanted] = useState(0);
  const marked = Math.min(wanted, hits.length - 1);
  useEffect(() => setWanted(0), [model.words, model.picture, model.where]);
  useEffect(() => {
    document.getElementById(optionId(marked))?.scrollIntoView({
      block: 'nearest'
    });
  }, [marked]);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (steps !== undefined && hits.length) {
      setWanted(Math.max(0, Math.min(marked + steps, hits.length - 1)));
    } else if (event.key === 'Enter' && hits[marked]) {
      props.onOpen(hits[marked]);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const take = (data: DataTransfer, event: React.SyntheticEvent) => {
    const file = pictureIn(data);
    if (file) {
      event.preventDefault();
      void file.then(picture => model.show(picture));
    }
  };
  return (
    <div
      className="gofigr-Find"
      onPaste={event => take(event.clipboardData, event)}
      onDragOver={event => {
        if (event.dataTransfer.types.includes('Files')) {
          event.preventDefault();
        }
      }}
      onDrop={event => take(event.dataTransfer, event)}
    >
      <SearchBox
        model={model}
        list={LIST}
        option={hits.length ? optionId(marked) : undefined}
        onKeyDown={onKeyDown}
        trans={props.trans}
      />
      <Body {...props} marked={marked} />
    </div>
  );
}

interface IBodyProps extends ISearchViewProps {
  readonly marked: number;
}

function Body(props: IBodyProps): JSX.Element {
  const { model, trans } = props;
  const { state } = model;
  switch (state.kind) {
    case 'idle':
      return (
        <Message
          text={trans.__(
            'Words find names, titles, comments, code, packages and files of all that you may see. A picture (drop or paste it here) finds the figure that it shows.'
          )}
        />
      );
    case 'loading':
      return <Skeleton />;
    case 'absent':
      return (
        <Message
          text={trans.__(
            'This service cannot search this way. “All my work” finds names.'
          )}
        />
      );
    case 'offline':
      return (
        <Message
          text={offlineText(state, trans)}
          action={trans.__('Try again')}
          onAction={() => model.refresh()}
        />
      );
    case 'found':
      return (
        <Found {...props} findings={state.findings} failure={state.failure} />
      );
  }
}

interface IFoundProps extends IBodyProps {
  readonly findings: IFindings;
  readonly failure: IOffline | null;
}

function Found(props: IFoundProps): JSX.Element {
  const { model, findings, failure, trans, pictures, marked, onOpen } = props;
  const { hits, total } = findings;
  return (
    <>
      <p className="gofigr-Find-count" role="status">
        {countText(findings, trans)}
      </p>
      <Places model={model} places={findings.places} trans={trans} />
      {!hits.length && <Message text={nothingText(model, trans)} />}
      <div id={LIST} role="listbox" aria-label={trans.__('What was found')}>
        {hits.map((hit, index) => (
          <div
            key={`${hit.kind}${hit.id}`}
            id={optionId(index)}
            className="gofigr-Hit"
            role="option"
            aria-selected={index === marked}
            onClick={() => onOpen(hit)}
          >
            <Hit hit={hit} rank={index + 1} pictures={pictures} trans={trans} />
          </div>
        ))}
      </div>
      {failure && (
        <p className="gofigr-Said" role="alert">
          {offlineText(failure, trans)}
        </p>
      )}
      {hits.length > 0 && hits.length < total && (
        <button
          className="gofigr-Link gofigr-Find-more"
          onClick={() => void model.more()}
        >
          {trans.__('Show more')}
        </button>
      )}
    </>
  );
}

/** Where it was found; one click looks only there. */
function Places(props: {
  readonly model: SearchModel;
  readonly places: readonly IFoundPlace[];
  readonly trans: TranslationBundle;
}): JSX.Element | null {
  const { model, places, trans } = props;
  if (places.length < 2) {
    return null;
  }
  return (
    <div
      className="gofigr-Find-chips"
      role="group"
      aria-label={trans.__('Where it was found')}
    >
      {places.slice(0, 6).map(({ workspace, analysis, name, count }) => (
        <button
          key={analysis ?? workspace}
          className="gofigr-Suggestion"
          title={trans.__('Look only there')}
          onClick={() =>
            model.narrow(analysis ? { analysis } : { workspace, analysis })
          }
        >
          {name} <span className="gofigr-Find-number">{count}</span>
        </button>
      ))}
    </div>
  );
}

function countText(findings: IFindings, trans: TranslationBundle): string {
  const { total, countedAll, loosely } = findings;
  const number = `${total.toLocaleString()}${countedAll ? '' : '+'}`;
  const count = trans._n('%2 found', '%2 found', total, number);
  return loosely && total > 0
    ? `${count}. ${trans.__('Nothing has all the words; these come close.')}`
    : count;
}

function nothingText(model: SearchModel, trans: TranslationBundle): string {
  if (model.picture !== null) {
    return model.words.trim()
      ? trans.__(
          'No figure that you may see has these words and is known by this picture. Try fewer words.'
        )
      : trans.__('No figure that you may see is known by this picture.');
  }
  return countWhere(model.where)
    ? trans.__('Nothing fits. Try fewer words or filters.')
    : trans.__('Nothing fits. Try fewer or other words.');
}

function hitsOf({ state }: SearchModel): readonly IHit[] {
  return state.kind === 'found' ? state.findings.hits : [];
}

function optionId(index: number): string {
  return `gofigr-hit-${index}`;
}
