import { TranslationBundle } from '@jupyterlab/translation';
import {
  LabIcon,
  fileIcon,
  folderIcon,
  notebookIcon
} from '@jupyterlab/ui-components';
import React from 'react';

import { IEntry } from '../calls/catalog';
import { CommentCount } from '../discussion/count';
import { figuresIcon, storyIcon } from '../icon';
import { PinMark } from '../pin-mark';
import { exactTime, relativeTime } from '../times';

/** What stands for things without a picture. */
export const ICONS: Readonly<Record<IEntry['kind'], LabIcon>> = {
  figure: figuresIcon,
  analysis: notebookIcon,
  asset: fileIcon,
  workspace: folderIcon,
  story: storyIcon
};

interface IEntryRowProps {
  readonly entry: IEntry;
  readonly trans: TranslationBundle;
  readonly isPinned: boolean;
  /** Whether others work here too. */
  readonly shared: boolean;
  /** Number of comments on it. */
  readonly comments: number;
  /** A data URL; undefined while it loads, null where there is none. */
  readonly thumbnail: string | null | undefined;
}

/**
 * What a row of the list shows of a figure, an analysis, an asset, a story or
 * a workspace.
 */
export function EntryRow(props: IEntryRowProps): JSX.Element {
  const { entry } = props;
  return (
    <>
      {entry.kind === 'figure' ? (
        <span className="gofigr-Row-picture">
          <FigurePicture {...props} />
        </span>
      ) : (
        <span className="gofigr-Row-icon">
          <Icon kind={entry.kind} />
        </span>
      )}
      <span className="gofigr-Row-text">
        <span className="gofigr-Row-name" title={entry.name}>
          {props.isPinned && <PinMark trans={props.trans} />}
          {entry.name}
        </span>
        <Facts {...props} />
      </span>
      <CommentCount count={props.comments} trans={props.trans} />
    </>
  );
}

function FigurePicture({ thumbnail }: IEntryRowProps): JSX.Element | null {
  if (thumbnail) {
    return <img src={thumbnail} alt="" draggable={false} />;
  }
  return thumbnail === null ? <Icon kind="figure" /> : null;
}

function Icon({ kind }: { readonly kind: IEntry['kind'] }): JSX.Element {
  const icon = ICONS[kind];
  return <icon.react tag="span" width="16px" height="16px" />;
}

function Facts({ entry, trans, shared }: IEntryRowProps): JSX.Element | null {
  if (entry.kind === 'workspace') {
    return null;
  }
  const { changed, newest, analysisName, changedBy, slides } = entry;
  const before =
    slides === undefined
      ? newest && trans.__('rev %1', newest.number)
      : trans._n('%1 slide', '%1 slides', slides);
  const after = [analysisName, shared && changedBy].filter(Boolean);
  return (
    <span className="gofigr-Row-facts" title={after.join(' · ')}>
      {before && `${before} · `}
      <time title={exactTime(changed)}>
        {relativeTime(changed, new Date(), trans)}
      </time>
      {after.map(fact => ` · ${fact}`)}
    </span>
  );
}
