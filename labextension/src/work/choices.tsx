import { TranslationBundle } from '@jupyterlab/translation';
import { HTMLSelect, filterIcon, searchIcon } from '@jupyterlab/ui-components';
import React, { useState } from 'react';

import { IEntry, INamedPlace } from '../calls/catalog';
import { Since, countFilters } from './filters';
import { WorkModel } from './model';

const BOX = 'gofigr-work-filters';

interface IChoicesProps {
  readonly model: WorkModel;
  readonly trans: TranslationBundle;
}

type Option = readonly [value: string, label: string];

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
  const { filters, places } = model;
  const analyses = places.analyses.filter(
    ({ workspace }) =>
      filters.workspace === null || workspace === filters.workspace
  );
  return (
    <>
      <Choice
        label={trans.__('Workspace')}
        value={filters.workspace}
        options={[['', trans.__('All')], ...named(places.workspaces)]}
        onChoose={workspace => model.narrow({ workspace })}
      />
      <Choice
        label={trans.__('Analysis')}
        value={filters.analysis}
        options={[['', trans.__('All')], ...named(analyses)]}
        onChoose={analysis => model.narrow({ analysis })}
      />
      <Choice
        label={trans.__('Author')}
        value={filters.author}
        options={[
          ['', trans.__('Anybody')],
          ...places.authors.map(name => [name, name] as const)
        ]}
        onChoose={author => model.narrow({ author })}
      />
      <Choice
        label={trans.__('Changed')}
        value={filters.since}
        options={times(trans)}
        onChoose={since => model.narrow({ since: asSince(since) })}
      />
    </>
  );
}

/**
 * What the list holds, and how much of it there is.
 */
export function KindChoice(
  props: IChoicesProps & { readonly count: string }
): JSX.Element {
  const { model, trans, count } = props;
  const kinds: readonly (readonly [IEntry['kind'], string])[] = [
    ['figure', trans.__('Figures')],
    ['analysis', trans.__('Analyses')],
    ['asset', trans.__('Assets')],
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
    </div>
  );
}

function Choice(props: {
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

function named(places: readonly INamedPlace[]): Option[] {
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
