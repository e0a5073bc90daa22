import { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon, filterIcon, searchIcon } from '@jupyterlab/ui-components';
import React, { useEffect, useRef, useState } from 'react';

import { dataUrlOf } from '../base64';
import { pictureIcon } from '../icon';
import { IconButton } from '../icon-button';
import { PlaceChoices } from '../work/choices';
import { ANYWHERE, SearchModel, countWhere } from './model';
import { PICTURES } from './picture';

interface ISearchBoxProps {
  readonly model: SearchModel;
  /** The id of the list that the field leads through. */
  readonly list: string;
  /** The id of the one that is marked. */
  readonly option: string | undefined;
  readonly onKeyDown: (event: React.KeyboardEvent) => void;
  readonly trans: TranslationBundle;
}

const FILTERS = 'gofigr-search-filters';

/**
 * The field, a way to choose a picture, and the filters behind a button.
 */
export function SearchBox(props: ISearchBoxProps): JSX.Element {
  const { model, trans } = props;
  const [open, setOpen] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const count = countWhere(model.where);
  const label = count
    ? trans._n('%1 filter', '%1 filters', count)
    : trans.__('Filters');
  return (
    <div className="gofigr-Choices" role="search">
      <div className="gofigr-Search">
        <searchIcon.react tag="span" width="16px" height="16px" />
        <input
          type="search"
          role="combobox"
          aria-expanded={props.option !== undefined}
          aria-controls={props.option && props.list}
          aria-activedescendant={props.option}
          aria-autocomplete="list"
          aria-label={trans.__('Search everything')}
          placeholder={trans.__('Search everything')}
          spellCheck={false}
          value={model.words}
          onChange={({ target }) => model.type(target.value)}
          onKeyDown={props.onKeyDown}
        />
        <button
          className="gofigr-Search-filters"
          title={trans.__('Search by a picture')}
          aria-label={trans.__('Search by a picture')}
          onClick={() => file.current?.click()}
        >
          <pictureIcon.react tag="span" width="16px" height="16px" />
        </button>
        <button
          className="gofigr-Search-filters"
          aria-expanded={open}
          aria-controls={FILTERS}
          aria-pressed={count > 0}
          title={label}
          aria-label={label}
          onClick={() => {
            setOpen(!open);
            void model.learn();
          }}
        >
          <filterIcon.react tag="span" width="16px" height="16px" />
        </button>
        <input
          ref={file}
          type="file"
          accept={PICTURES}
          hidden
          aria-label={trans.__('A picture to look for')}
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            target.value = '';
            if (chosen) {
              void dataUrlOf(chosen).then(found => model.show(found));
            }
          }}
        />
      </div>
      <Picture {...props} />
      <div id={FILTERS} className="gofigr-Filters" hidden={!open}>
        {open && <Filters model={model} trans={trans} />}
      </div>
      {count > 0 && (
        <button className="gofigr-Link" onClick={() => model.narrow(ANYWHERE)}>
          {trans.__('Look everywhere')}
        </button>
      )}
    </div>
  );
}

/** The picture that is looked for. */
function Picture({ model, trans }: ISearchBoxProps): JSX.Element | null {
  const { picture } = model;
  if (picture === null) {
    return null;
  }
  return (
    <div className="gofigr-Find-picture">
      {picture.startsWith('data:image/') ? (
        <img src={picture} alt={trans.__('The picture that is looked for')} />
      ) : (
        <span className="gofigr-Find-kind">{trans.__('PDF')}</span>
      )}
      <span className="gofigr-Find-both">
        {model.words.trim()
          ? trans.__('This picture, and the words')
          : trans.__('This picture; words narrow it')}
      </span>
      <IconButton
        icon={closeIcon}
        label={trans.__('Look without the picture')}
        onClick={() => model.show(null)}
      />
    </div>
  );
}

function Filters(props: Pick<ISearchBoxProps, 'model' | 'trans'>): JSX.Element {
  const { model, trans } = props;
  const { where, places } = model;
  return (
    <>
      <PlaceChoices
        where={where}
        places={places}
        since={trans.__('Made')}
        onNarrow={change =>
          model.narrow(
            'workspace' in change ? { ...change, analysis: null } : change
          )
        }
        trans={trans}
      />
      <Written
        label={trans.__('Library')}
        hint="plotly"
        value={where.library}
        onWrite={library => model.narrow({ library })}
      />
      <Written
        label={trans.__('Uses file')}
        hint="penguins.csv"
        value={where.uses}
        onWrite={uses => model.narrow({ uses })}
      />
      <label className="gofigr-Find-check">
        <input
          type="checkbox"
          checked={where.talked}
          onChange={({ target }) => model.narrow({ talked: target.checked })}
        />
        {trans.__('Has comments')}
      </label>
    </>
  );
}

/** A filter that is written; Enter or leaving the field looks. */
function Written(props: {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onWrite: (value: string) => void;
}): JSX.Element {
  const [text, setText] = useState(props.value);
  useEffect(() => setText(props.value), [props.value]);
  return (
    <label className="gofigr-Choice">
      <span>{props.label}</span>
      <input
        className="gofigr-Input"
        value={text}
        placeholder={props.hint}
        onChange={({ target }) => setText(target.value)}
        onBlur={() => text !== props.value && props.onWrite(text)}
        onKeyDown={event => {
          if (event.key === 'Enter') {
            props.onWrite(text);
          }
        }}
      />
    </label>
  );
}
