import { TranslationBundle } from '@jupyterlab/translation';
import { HTMLSelect, filterIcon, searchIcon } from '@jupyterlab/ui-components';
import React, { useState } from 'react';

import { IEntry, INamedPlace, IPlaces } from '../calls/catalog';
import { IFilters, Since, countFilters } from './filters';
import { WorkModel } from './model';

const BOX = 'gofigr-work-filters';

interface IChoicesProps {
  readonly model: WorkModel;
  readonly trans: TranslationBundle;
}

export type Option = readonly [value: string, label: string];

/**
 * The search field, and the filters behind a button.
 */
export function Choices({ model, trans }: IChoicesProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const count = countFilters(model.filters);
  const label = count
    ? trans._n('%1 filter', '%1 filters', count)
    : trans.__('Filters');
  return (
    <div className="gofigr-Choices" role="search">
      <div className="gofigr-Search">
        <searchIcon.react tag="span" width="16px" height="16px" />
        <input
          type="search"
          value={model.filters.search}
          placeholder={trans.__('Search names')}
          aria-label={trans.__('Search names of figures and analyses')}
          spellCheck={false}
          onChange={event => model.narrow({ search: event.target.value })}
        />
        <button
          className="gofigr-Search-filters"
          aria-expanded={open}
          aria-controls={BOX}
          aria-pressed={count > 0}
          title={label}
          aria-label={label}
          onClick={() => setOpen(!open)}
        >
          <filterIcon.react tag="span" width="16px" height="16px" />
        </button>
      </div>
      <div id={BOX} className="gofigr-Filters" hidden={!open}>
        {open && <Filters model={model} trans={trans} />}
      </div>
    </div>
  );
}

function Filters({ model, trans }: IChoicesProps): JSX.Element {
  return (
    <PlaceChoices
      where={model.filters}
      places={model.places}
      since={trans.__('Changed')}
      onNarrow={change => model.narrow(change)}
      trans={trans}
    />
  );
}

type Where = Pick<IFilters, 'workspace' | 'analysis' | 'author' | 'since'>;

/**
 * Where to look, by whom and since when; `since` says what happened then.
 */
export function PlaceChoices(props: {
  readonly where: Where;
  readonly places: IPlaces;
  readonly since: string;
  readonly onNarrow: (change: Partial<Where>) => void;
  readonly trans: TranslationBundle;
}): JSX.Element {
  const { where, places, onNarrow, trans } = props;
  const analyses = places.analyses.filter(
    ({ workspace }) => where.workspace === null || workspace === where.workspace
  );
  return (
    <>
      <Choice
        label={trans.__('Workspace')}
        value={where.workspace}
        options={[['', trans.__('All')], ...named(places.workspaces)]}
        onChoose={workspace => onNarrow({ workspace })}
      />
      <Choice
        label={trans.__('Analysis')}
        value={where.analysis}
        options={[['', trans.__('All')], ...named(analyses)]}
        onChoose={analysis => onNarrow({ analysis })}
      />
      <Choice
        label={trans.__('Author')}
        value={where.author}
        options={[
          ['', trans.__('Anybody')],
          ...places.authors.map(name => [name, name] as const)
        ]}
        onChoose={author => onNarrow({ author })}
      />
      <Choice
        label={props.since}
        value={where.since}
        options={times(trans)}
        onChoose={since => onNarrow({ since: asSince(since) })}
      />
    </>
  );
}

/**
 * What the list holds, and how much of it there is.
 */
export function KindChoice(
  props: IChoicesProps & {
    readonly count: string;
    readonly onNewStory: () => void;
  }
): JSX.Element {
  const { model, trans, count } = props;
  const kinds: readonly (readonly [IEntry['kind'], string])[] = [
    ['figure', trans.__('Figures')],
    ['analysis', trans.__('Analyses')],
    ['asset', trans.__('Assets')],
    ['story', trans.__('Stories')],
    ['workspace', trans.__('Workspaces')]
  ];
  const narrowed = countFilters(model.filters) > 0 || model.filters.search;
  return (
    <div className="gofigr-Kind">
      <HTMLSelect
        value={model.filters.kind}
        aria-label={trans.__('What to list')}
        options={kinds.map(([value, label]) => ({ value, label }))}
        onChange={event => {
          const kind = kinds.find(([name]) => name === event.target.value);
          model.narrow({ kind: kind?.[0] ?? 'figure' });
        }}
      />
      <span className="gofigr-Kind-count" role="status">
        {count}
      </span>
      {narrowed ? (
        <button className="gofigr-Link" onClick={() => model.clear()}>
          {trans.__('Show all')}
        </button>
      ) : null}
      {model.filters.kind === 'story' && (
        <button className="gofigr-Link" onClick={props.onNewStory}>
          {trans.__('New story')}
        </button>
      )}
    </div>
  );
}

/** One of several values, or none of them. */
export function Choice(props: {
  readonly label: string;
  readonly value: string | null;
  readonly options: readonly Option[];
  readonly onChoose: (value: string | null) => void;
}): JSX.Element {
  return (
    <label className="gofigr-Choice">
      <span>{props.label}</span>
      <HTMLSelect
        value={props.value ?? ''}
        options={props.options.map(([value, label]) => ({ value, label }))}
        onChange={event => props.onChoose(event.target.value || null)}
      />
    </label>
  );
}

export function named(
  places: readonly Pick<INamedPlace, 'id' | 'name'>[]
): Option[] {
  return places.map(({ id, name }) => [id, name] as const);
}

function times(
  trans: TranslationBundle
): readonly (readonly [Since, string])[] {
  return [
    ['any', trans.__('Any time')],
    ['today', trans.__('Today')],
    ['week', trans.__('Last 7 days')],
    ['month', trans.__('Last 30 days')],
    ['year', trans.__('This year')]
  ];
}

function asSince(value: string | null): Since {
  switch (value) {
    case 'today':
    case 'week':
    case 'month':
    case 'year':
      return value;
    default:
      return 'any';
  }
}
