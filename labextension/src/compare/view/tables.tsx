import { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';

import { IMetadataRow } from '../metadata';
import { IPackageChange, IPackageDiff } from '../packages';

/** The names of the two sides, for the heads of columns. */
export interface IColumns {
  readonly before: string;
  readonly after: string;
  readonly trans: TranslationBundle;
}

interface IPackagesProps extends IColumns {
  readonly packages: IPackageDiff | null;
}

/**
 * The packages that were added, removed or have another version.
 */
export function Packages(props: IPackagesProps): JSX.Element {
  const { packages, trans } = props;
  if (!packages) {
    return (
      <Note
        text={trans.__('The packages were not recorded for both revisions.')}
      />
    );
  }
  const { changes, same } = packages;
  const rest = trans._n(
    '%1 package is the same.',
    '%1 packages are the same.',
    same
  );
  return (
    <>
      {changes.length > 0 && (
        <table className="gofigr-Compare-table">
          <thead>
            <tr>
              <th scope="col">{trans.__('Package')}</th>
              <th scope="col">{props.before}</th>
              <th scope="col">{props.after}</th>
              <th scope="col">{trans.__('Change')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(change => (
              <tr key={change.name}>
                <th scope="row">{change.name}</th>
                <td>{change.before ?? '–'}</td>
                <td>{change.after ?? '–'}</td>
                <td>{kindOf(change, trans)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Note text={rest} />
    </>
  );
}

function kindOf(change: IPackageChange, trans: TranslationBundle): string {
  if (change.before === null) {
    return trans.__('added');
  }
  return change.after === null ? trans.__('removed') : trans.__('changed');
}

interface IMetadataProps extends IColumns {
  readonly rows: readonly IMetadataRow[];
}

/**
 * The metadata of both, line by line; at first only what changed.
 */
export function Metadata(props: IMetadataProps): JSX.Element {
  const { rows, trans } = props;
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.filter(row => row.changed);
  return (
    <>
      <label className="gofigr-Compare-check">
        <input
          type="checkbox"
          checked={all}
          onChange={event => setAll(event.target.checked)}
        />
        {trans.__('Show what is the same too')}
      </label>
      {shown.length > 0 ? (
        <table className="gofigr-Compare-table">
          <thead>
            <tr>
              <th scope="col">{trans.__('Entry')}</th>
              <th scope="col">{props.before}</th>
              <th scope="col">{props.after}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(row => (
              <tr key={row.label} data-changed={row.changed}>
                <th scope="row">{row.label}</th>
                <td>{row.before ?? '–'}</td>
                <td>{row.after ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <Note text={trans.__('The metadata is the same.')} />
      )}
    </>
  );
}

/**
 * A sentence in the place of a table.
 */
export function Note({ text }: { readonly text: string }): JSX.Element {
  return <p className="gofigr-Compare-note">{text}</p>;
}
