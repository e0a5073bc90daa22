import { TranslationBundle } from '@jupyterlab/translation';
import { editIcon, ellipsesIcon, undoIcon } from '@jupyterlab/ui-components';
import React, { useState } from 'react';

import { IconButton } from '../icon-button';
import { NameInput } from '../name-input';
import { StoryModel } from './model';
import { doneText, keptText } from './words';

interface IStoryHeadProps {
  readonly model: StoryModel;
  readonly author: string;
  readonly onPresent: () => void;
  readonly onExport: (at: DOMRect) => void;
  readonly onMenu: (at: DOMRect) => void;
  readonly trans: TranslationBundle;
}

/**
 * Name and audience of the story, how it is kept, and what can be done with it.
 */
export function StoryHead(props: IStoryHeadProps): JSX.Element {
  const { model, trans } = props;
  const { slides } = model;
  return (
    <header className="gofigr-Doc-head">
      <div className="gofigr-Doc-title">
        <Name {...props} />
        <p className="gofigr-Doc-place">
          {trans._n('%1 slide', '%1 slides', slides.length)}
          {` · ${props.author}`}
          <Kept model={model} trans={trans} />
        </p>
      </div>
      <div className="gofigr-Doc-actions">
        <IconButton
          icon={undoIcon}
          label={trans.__('Undo')}
          title={trans.__('Undo what was done to the slides (Ctrl Z)')}
          disabled={!model.canUndo}
          onClick={() => model.undo()}
        />
        <button
          className="gofigr-Quiet"
          title={trans.__('Present full-screen (P)')}
          disabled={slides.length === 0}
          onClick={props.onPresent}
        >
          {trans.__('Present')}
        </button>
        <button
          className="gofigr-Quiet"
          aria-haspopup="menu"
          onClick={({ currentTarget }) =>
            props.onExport(currentTarget.getBoundingClientRect())
          }
        >
          {trans.__('Export')}
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

function Name({ model, trans }: IStoryHeadProps): JSX.Element {
  const [renaming, setRenaming] = useState(false);
  const { name } = model.draft;
  return renaming ? (
    <NameInput
      name={name}
      label={trans.__('Name of the story')}
      onDone={chosen => {
        setRenaming(false);
        const given = chosen?.trim();
        if (given && given !== name) {
          model.say({ name: given });
        }
      }}
    />
  ) : (
    <div className="gofigr-Doc-name">
      <h2 title={name}>{name}</h2>
      <IconButton
        icon={editIcon}
        label={trans.__('Rename')}
        onClick={() => setRenaming(true)}
      />
    </div>
  );
}

/** How it is kept and what was done last, also for those who listen. */
function Kept(
  props: Pick<IStoryHeadProps, 'model' | 'trans'>
): JSX.Element | null {
  const { model, trans } = props;
  const { keeping, done } = model;
  if (!keeping) {
    return null;
  }
  const { state } = keeping;
  const isWell = ['saved', 'unsaved', 'saving'].includes(state);
  return (
    <>
      <span className="gofigr-Story-kept" data-well={isWell || undefined}>
        {keptText(keeping, trans)}
      </span>
      <span className="gofigr-Doc-said" role="status">
        {isWell ? done && doneText(done, trans) : keptText(keeping, trans)}
      </span>
    </>
  );
}
