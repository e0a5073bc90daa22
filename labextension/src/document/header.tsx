import { TranslationBundle } from '@jupyterlab/translation';
import {
  caretLeftIcon,
  caretRightIcon,
  editIcon,
  ellipsesIcon
} from '@jupyterlab/ui-components';
import React, { useEffect, useRef } from 'react';

import { IconButton } from '../icon-button';
import { NameInput } from '../name-input';
import { IShown } from './model';

interface IHeaderProps {
  readonly shown: IShown;
  readonly said: string;
  readonly pinned: boolean;
  readonly renaming: boolean;
  readonly sharing: boolean;
  /** How the review stands; nothing where that is not known. */
  readonly review: React.ReactNode;
  /** Absent where nothing can be compared. */
  readonly onCompare?: () => void;
  readonly onStep: (steps: number) => void;
  readonly onRename: (name: string | null) => void;
  readonly onBeginRenaming: () => void;
  readonly onShare: () => void;
  readonly onMenu: (at: DOMRect) => void;
  readonly trans: TranslationBundle;
}

/**
 * Name and place of the figure, the way through its revisions, and what can be
 * done with it.
 */
export function Header(props: IHeaderProps): JSX.Element {
  const { shown, trans, renaming } = props;
  const { figure, place } = shown;
  const rename = useRef<HTMLButtonElement>(null);
  const wasRenaming = useRef(false);
  useEffect(() => {
    if (wasRenaming.current && document.activeElement === document.body) {
      rename.current?.focus();
    }
    wasRenaming.current = renaming;
  }, [renaming]);
  return (
    <header className="gofigr-Doc-head">
      <div className="gofigr-Doc-title">
        {renaming ? (
          <NameInput
            name={figure.name}
            label={trans.__('Name of the figure')}
            onDone={props.onRename}
          />
        ) : (
          <div className="gofigr-Doc-name">
            <h2 title={figure.name}>{figure.name}</h2>
            <IconButton
              ref={rename}
              icon={editIcon}
              label={trans.__('Rename')}
              title={trans.__('Rename (F2)')}
              onClick={props.onBeginRenaming}
            />
          </div>
        )}
        <p className="gofigr-Doc-place">
          {props.review}
          {props.pinned && <span>{trans.__('Pinned')} · </span>}
          {place?.name}
          <span className="gofigr-Doc-said" role="status">
            {props.said}
          </span>
        </p>
      </div>
      <Walk {...props} />
      <div className="gofigr-Doc-actions">
        {props.onCompare && (
          <button
            className="gofigr-Quiet"
            title={trans.__('Compare with the revision before (C)')}
            onClick={props.onCompare}
          >
            {trans.__('Compare')}
          </button>
        )}
        <button
          className="gofigr-Quiet"
          aria-expanded={props.sharing}
          onClick={props.onShare}
        >
          {trans.__('Share')}
        </button>
        <IconButton
          icon={ellipsesIcon}
          label={trans.__('More')}
          aria-haspopup="menu"
          onClick={({ currentTarget }) =>
            props.onMenu(currentTarget.getBoundingClientRect())
          }
        />
      </div>
    </header>
  );
}

function Walk({ shown, onStep, trans }: IHeaderProps): JSX.Element {
  const { figure, current } = shown;
  const index = figure.revisions.findIndex(({ id }) => id === current.id);
  const last = figure.revisions.at(-1) ?? current;
  return (
    <div
      className="gofigr-Doc-walk"
      role="group"
      aria-label={trans.__('Revisions')}
    >
      <span>{trans.__('rev %1 of %2', current.number, last.number)}</span>
      <IconButton
        icon={caretLeftIcon}
        label={trans.__('The revision before')}
        title={trans.__('The revision before (←)')}
        disabled={index <= 0}
        onClick={() => onStep(-1)}
      />
      <IconButton
        icon={caretRightIcon}
        label={trans.__('The next revision')}
        title={trans.__('The next revision (→)')}
        disabled={index >= figure.revisions.length - 1}
        onClick={() => onStep(1)}
      />
    </div>
  );
}
