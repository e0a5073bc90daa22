import { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';

import { IDataObject, IRevisionDetail } from '../../calls/revisions';
import { Contents } from '../contents';
import { saidSize } from '../files';
import { useLoaded } from '../loaded';
import { Lines, Nothing, Problem } from './said';
import { ITable, readTable } from './table';

interface IDataTabProps {
  readonly detail: IRevisionDetail;
  readonly contents: Contents;
  readonly onDownload: (item: IDataObject) => void;
  readonly trans: TranslationBundle;
}

/** Rows of a page. */
const ROWS = 25;

/**
 * The tables that were kept with the revision, one at a time.
 */
export function DataTab(props: IDataTabProps): JSX.Element {
  const { detail, trans } = props;
  const tables = detail.data.filter(({ type }) => type === 'dataframe');
  const [wanted, setWanted] = useState<string | null>(null);
  const table = tables.find(({ id }) => id === wanted) ?? tables[0];
  if (!table) {
    return (
      <Nothing>{trans.__('No tables were kept with this revision.')}</Nothing>
    );
  }
  return (
    <>
      <div className="gofigr-Data-head">
        {tables.length > 1 ? (
          <select
            aria-label={trans.__('Table')}
            value={table.id}
            onChange={event => setWanted(event.target.value)}
          >
            {tables.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        ) : (
          <strong>{table.name}</strong>
        )}
        <button
          className="gofigr-Quiet"
          onClick={() => props.onDownload(table)}
        >
          {trans.__(
            'Download (%1, %2)',
            table.format.toUpperCase(),
            saidSize(table.size)
          )}
        </button>
      </div>
      <Shown {...props} key={table.id} item={table} />
    </>
  );
}

function Shown(
  props: IDataTabProps & { readonly item: IDataObject }
): JSX.Element {
  const { item, contents, trans } = props;
  const loaded = useLoaded(
    async () => readTable(await contents.bytes(item.id), item.format),
    item.id
  );
  switch (loaded.kind) {
    case 'loading':
      return <Lines count={6} />;
    case 'failed':
      return (
        <Problem
          reason={
            loaded.reason ||
            trans.__('This table cannot be read here. Download it instead.')
          }
          trans={trans}
        />
      );
    case 'ready':
      return <Pages table={loaded.value} name={item.name} trans={trans} />;
  }
}

interface IPagesProps {
  readonly table: ITable;
  readonly name: string;
  readonly trans: TranslationBundle;
}

function Pages({ table, name, trans }: IPagesProps): JSX.Element {
  const [start, setStart] = useState(0);
  const loaded = useLoaded(() => table.rows(start, ROWS), String(start));
  const [known, setKnown] = useState<readonly string[][]>([]);
  const rows = loaded.kind === 'ready' ? loaded.value : known;
  if (loaded.kind === 'ready' && loaded.value !== known) {
    setKnown(loaded.value);
  }
  const end = Math.min(start + ROWS, table.count);
  return (
    <>
      <div
        className="gofigr-Data-scroll"
        tabIndex={0}
        role="region"
        aria-label={trans.__('Table %1', name)}
      >
        <table className="gofigr-Data">
          <thead>
            <tr>
              {table.columns.map((column, index) => (
                <th
                  key={index}
                  scope="col"
                  data-numeric={column.numeric || undefined}
                >
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {table.columns.map((column, at) => (
                  <td key={at} data-numeric={column.numeric || undefined}>
                    {row[at]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {loaded.kind === 'failed' && (
        <Problem reason={loaded.reason} trans={trans} />
      )}
      <div className="gofigr-Data-pages">
        <span role="status">
          {table.count === 0
            ? trans.__('no rows')
            : trans.__(
                'rows %1–%2 of %3',
                start + 1,
                end,
                table.count.toLocaleString()
              )}
        </span>
        {table.count > ROWS && (
          <>
            <button
              className="gofigr-Quiet"
              disabled={start === 0}
              onClick={() => setStart(Math.max(0, start - ROWS))}
            >
              {trans.__('Before')}
            </button>
            <button
              className="gofigr-Quiet"
              disabled={end >= table.count}
              onClick={() => setStart(start + ROWS)}
            >
              {trans.__('Next')}
            </button>
          </>
        )}
      </div>
    </>
  );
}
