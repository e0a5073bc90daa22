import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { ILinkedAsset } from '../../calls/assets';
import { IDataObject, IRevisionDetail } from '../../calls/revisions';
import { fileName, kindOf, saidSize } from '../files';
import { useLoaded } from '../loaded';
import { Lines, Nothing, Problem } from './said';

interface IFilesTabProps {
  readonly detail: IRevisionDetail;
  readonly figureName: string;
  readonly linked: () => Promise<readonly ILinkedAsset[]>;
  readonly onDownload: (item: IDataObject) => void;
  readonly trans: TranslationBundle;
}

/**
 * The files that the figure was made from, and all that was kept with it.
 */
export function FilesTab(props: IFilesTabProps): JSX.Element {
  const { detail, figureName, trans, onDownload } = props;
  if (detail.data.length === 0 && detail.assets.length === 0) {
    return (
      <Nothing>{trans.__('No files were kept with this revision.')}</Nothing>
    );
  }
  return (
    <>
      {detail.assets.length > 0 && <Linked {...props} />}
      {detail.data.length > 0 && (
        <>
          <h3 className="gofigr-Subhead">{trans.__('Kept with the figure')}</h3>
          <ul className="gofigr-Files">
            {detail.data.map(item => (
              <File
                key={item.id}
                name={fileName(item, figureName, detail.number)}
                about={kindOf(item)}
                size={item.size}
                onDownload={() => onDownload(item)}
                trans={trans}
              />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Linked(props: IFilesTabProps): JSX.Element {
  const { detail, trans, onDownload } = props;
  const loaded = useLoaded(props.linked, detail.id);
  return (
    <>
      <h3 className="gofigr-Subhead">{trans.__('Made from')}</h3>
      {loaded.kind === 'loading' && <Lines count={detail.assets.length} />}
      {loaded.kind === 'failed' && (
        <Problem reason={loaded.reason} trans={trans} />
      )}
      {loaded.kind === 'ready' && (
        <ul className="gofigr-Files">
          {loaded.value.flatMap(asset =>
            asset.data.map(item => (
              <File
                key={item.id}
                name={asset.name || fileName(item, asset.name, asset.number)}
                about={trans.__('rev %1', asset.number)}
                size={item.size}
                onDownload={() => onDownload(item)}
                trans={trans}
              />
            ))
          )}
        </ul>
      )}
    </>
  );
}

interface IFileProps {
  readonly name: string;
  readonly about: string;
  readonly size: number;
  readonly onDownload: () => void;
  readonly trans: TranslationBundle;
}

function File(props: IFileProps): JSX.Element {
  const { name, trans } = props;
  return (
    <li>
      <span className="gofigr-Files-name" title={name}>
        {name}
      </span>
      <span className="gofigr-Files-about">{props.about}</span>
      <span className="gofigr-Files-size">{saidSize(props.size)}</span>
      <button
        className="gofigr-Quiet"
        aria-label={trans.__('Download %1', name)}
        onClick={props.onDownload}
      >
        {trans.__('Download')}
      </button>
    </li>
  );
}
