import { ReactWidget } from '@jupyterlab/ui-components';
import { Message } from '@lumino/messaging';
import React from 'react';

import { Absent } from '../absent';
import { STORY_FORMATS } from '../calls/stories';
import { Deleted, DocumentSkeleton } from '../document/states';
import { storyIcon } from '../icon';
import { passingMenu } from '../passing-menu';
import { revisionsOf } from './keeping/draft';
import { STORY_IDS } from './ids';
import { StoryModel } from './model';
import { StoryShow } from './show';
import { IStoryTools } from './tools';
import { StoryView } from './view';
import { Writing } from './writing';

const WRITES = 'input, textarea, select, [contenteditable="true"]';

/**
 * A story as a document in the main area.
 */
export class StoryDocument extends ReactWidget {
  constructor(
    readonly model: StoryModel,
    readonly writing: Writing,
    private readonly tools: IStoryTools
  ) {
    super();
    this.id = `gofigr-story-${model.id}`;
    this.addClass('gofigr-Doc');
    this.addClass('gofigr-Story');
    this.title.icon = storyIcon;
    this.title.closable = true;
    this.title.label = tools.trans.__('Story');
    this.node.tabIndex = -1;
    model.changed.connect(this.onModel, this);
    for (const { changed } of this.heard) {
      changed.connect(this.update, this);
    }
  }

  /** Begin to show it on the whole screen. */
  present(): void {
    new StoryShow(this.model, this.tools).start();
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    for (const { changed } of this.heard) {
      changed.disconnect(this.update, this);
    }
    this.writing.dispose();
    this.model.dispose();
    super.dispose();
  }

  handleEvent(event: Event): void {
    const { key, ctrlKey, metaKey, altKey, target } = event as KeyboardEvent;
    const isTyping = target instanceof Element && target.closest(WRITES);
    if (altKey || isTyping || !this.model.keeping) {
      return;
    }
    const command = ctrlKey || metaKey;
    if (command && key.toLowerCase() === 'z') {
      this.model.undo();
    } else if (!command && key.toLowerCase() === 'p') {
      this.present();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.node.addEventListener('keydown', this);
  }

  protected override onBeforeDetach(message: Message): void {
    this.node.removeEventListener('keydown', this);
    super.onBeforeDetach(message);
  }

  protected override onActivateRequest(): void {
    if (!this.node.contains(document.activeElement)) {
      this.node.focus();
    }
  }

  protected override render(): JSX.Element {
    const { model, tools } = this;
    const { trans, deletions } = tools;
    const deletion = deletions.of(model.id);
    if (deletion && deletion.state !== 'failed') {
      return (
        <Deleted
          waiting={trans.__(
            '“%1” will be deleted in a few seconds. Its figures stay.',
            deletion.name
          )}
          deleted={trans.__('“%1” was deleted.', deletion.name)}
          canUndo={deletion.state === 'waiting'}
          onUndo={() => deletions.undo(model.id)}
          onClose={() => this.close()}
          trans={trans}
        />
      );
    }
    const { state } = model;
    switch (state.kind) {
      case 'loading':
        return <DocumentSkeleton />;
      case 'story':
        return (
          <StoryView
            model={model}
            writing={this.writing}
            tools={tools}
            onPresent={() => this.present()}
            onExport={this.openExports}
            onMenu={this.openMenu}
          />
        );
      default:
        return (
          <Absent
            absent={state}
            offline={trans.__('The story cannot be shown now.')}
            missing={trans.__(
              'This story is no longer there: it has been deleted.'
            )}
            forbidden={trans.__('You may not see this story.')}
            onRetry={() => void model.load()}
            onClose={() => this.close()}
            trans={trans}
          />
        );
    }
  }

  /** What it shows besides the story. */
  private get heard() {
    const { figures, people, deletions } = this.tools;
    return [this.writing, figures, people, deletions] as const;
  }

  private onModel(): void {
    const { name, slides } = this.model.draft;
    if (name) {
      this.title.label = name;
      this.title.caption = name;
      this.node.setAttribute('aria-label', name);
    }
    const author = this.model.keeping?.story.author;
    const shown = revisionsOf(slides).map(
      revision => this.tools.figures.of(revision)?.revision.author ?? ''
    );
    void this.tools.people.learn([author ?? '', ...shown]);
    this.update();
  }

  private readonly openExports = (at: DOMRect): void => {
    const menu = passingMenu(this.tools.commands);
    for (const format of STORY_FORMATS) {
      const args = { story: this.model.id, format };
      menu.addItem({ command: STORY_IDS.download, args });
    }
    menu.open(at.left, at.bottom + 2);
  };

  private readonly openMenu = (at: DOMRect): void => {
    const menu = passingMenu(this.tools.commands);
    const args = { story: this.model.id };
    menu.addItem({ command: STORY_IDS.present, args });
    menu.addItem({ type: 'separator' });
    menu.addItem({ command: STORY_IDS.remove, args });
    menu.open(at.right - 160, at.bottom + 2);
  };
}
