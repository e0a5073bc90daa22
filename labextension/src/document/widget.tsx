import { ReactWidget } from '@jupyterlab/ui-components';
import { Message } from '@lumino/messaging';
import React from 'react';

import { Absent } from '../absent';
import { DiscussionModel } from '../discussion/model';
import { figuresIcon } from '../icon';
import { InsightModel } from '../insight/model';
import { ReviewModel } from '../review/model';
import { Face } from './face';
import { IDS } from './ids';
import { onDocumentKey } from './keyboard';
import { figureMenu } from './menu';
import { FigureDocumentModel } from './model';
import { Deleted, DocumentSkeleton } from './states';
import { ITools } from './tools';
import { FigureView } from './view';

/** Letters of the longest title; the status bar shows it whole. */
const LONGEST_TITLE = 60;

/**
 * A figure as a document in the main area.
 */
export class FigureDocument extends ReactWidget {
  constructor(
    readonly model: FigureDocumentModel,
    readonly talk: {
      readonly discussion: DiscussionModel;
      readonly insight: InsightModel;
      readonly review: ReviewModel;
    },
    private readonly tools: ITools
  ) {
    super();
    this.id = `gofigr-figure-${model.figureId || model.revision}`;
    this.addClass('gofigr-Doc');
    this.title.icon = figuresIcon;
    this.title.closable = true;
    this.title.label = tools.trans.__('Figure');
    this.node.tabIndex = -1;
    model.changed.connect(this.onModel, this);
    this.face.changed.connect(this.update, this);
    this.discussion.changed.connect(this.update, this);
    this.insight.changed.connect(this.update, this);
    this.review.changed.connect(this.update, this);
    tools.people.changed.connect(this.update, this);
    tools.pins.changed.connect(this.update, this);
    tools.deletions.changed.connect(this.update, this);
  }

  get discussion(): DiscussionModel {
    return this.talk.discussion;
  }

  get insight(): InsightModel {
    return this.talk.insight;
  }

  get review(): ReviewModel {
    return this.talk.review;
  }

  /** What is unfolded, chosen and said. */
  readonly face = new Face();

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this.tools.people.changed.disconnect(this.update, this);
    this.tools.pins.changed.disconnect(this.update, this);
    this.tools.deletions.changed.disconnect(this.update, this);
    this.face.dispose();
    this.discussion.dispose();
    this.insight.dispose();
    this.review.dispose();
    this.model.dispose();
    super.dispose();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    // After React's own listener, so that the parts within come first.
    this.node.addEventListener('keydown', this.onKey);
  }

  protected override onBeforeDetach(message: Message): void {
    this.node.removeEventListener('keydown', this.onKey);
    super.onBeforeDetach(message);
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    if (this.model.shown) {
      void this.model.load();
      void this.insight.check();
    }
  }

  protected override onActivateRequest(): void {
    if (!this.node.contains(document.activeElement)) {
      this.node.focus();
    }
  }

  protected override render(): JSX.Element {
    const { model, tools } = this;
    const { trans, deletions } = tools;
    const deletion = deletions.of(model.figureId);
    if (deletion && deletion.state !== 'failed') {
      return (
        <Deleted
          waiting={trans.__(
            '“%1” will be deleted with all its revisions in a few seconds.',
            deletion.name
          )}
          deleted={trans.__('“%1” was deleted.', deletion.name)}
          canUndo={deletion.state === 'waiting'}
          onUndo={() => {
            deletions.undo(model.figureId);
            this.node.focus();
          }}
          onClose={() => this.close()}
          trans={trans}
        />
      );
    }
    const { state } = model;
    switch (state.kind) {
      case 'loading':
        return <DocumentSkeleton />;
      case 'figure':
        return (
          <FigureView
            shown={state.shown}
            model={model}
            discussion={this.discussion}
            insight={this.insight}
            review={this.review}
            face={this.face}
            tools={tools}
            problem={deletion?.reason ?? ''}
            onCompare={this.compare}
            onMenu={this.openMenu}
          />
        );
      default:
        return (
          <Absent
            absent={state}
            offline={trans.__('The figure cannot be shown now.')}
            missing={trans.__(
              'This figure is no longer there: it has been deleted.'
            )}
            forbidden={trans.__('You may not see this figure.')}
            onRetry={() => void model.load()}
            onClose={() => this.close()}
            trans={trans}
          />
        );
    }
  }

  private onModel(): void {
    const shown = this.model.shown;
    if (shown) {
      const { figure } = shown;
      this.title.label = shortened(figure.name);
      this.title.caption = figure.name;
      this.node.setAttribute('aria-label', figure.name);
      const authors = figure.revisions.map(({ author }) => author);
      void this.tools.people.learn(authors);
      this.review.follow(figure.id, figure.revisions.at(-1)?.id ?? '');
      this.discussion.follow({
        figure: figure.id,
        revision: shown.current.id,
        workspace: shown.place?.workspace ?? null
      });
      this.insight.follow({ revision: shown.current.id });
    }
    this.update();
  }

  private readonly openMenu = (at: DOMRect): void => {
    const { commands, trans } = this.tools;
    const detail = this.model.shown?.detail ?? null;
    const menu = figureMenu(commands, this.model.figureId, detail, trans);
    menu.open(at.right - 220, at.bottom + 2);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const { commands } = this.tools;
    const args = {
      figure: this.model.figureId,
      ...(this.model.revision ? { revision: this.model.revision } : {})
    };
    const act = onDocumentKey(event, {
      step: steps => void this.model.step(steps),
      compare: () => this.compare?.(),
      comment: () =>
        this.write('.gofigr-Discussion > .gofigr-Composer textarea'),
      ask: () => this.write('.gofigr-Insight-field input'),
      rename: () => (this.face.renaming = true),
      share: () => void commands.execute(IDS.share, args),
      copyLink: () => void commands.execute(IDS.copyLink, args),
      keys: () => this.face.toggle('keys'),
      back: () => this.back()
    });
    if (act && this.model.shown) {
      event.preventDefault();
      event.stopPropagation();
      act();
    }
  };

  /** Fold away what is unfolded, else lead back to the panel. */
  private back(): void {
    const { commands } = this.tools;
    if (this.face.sheet !== null) {
      this.face.sheet = null;
    } else if (commands.hasCommand(IDS.showPanel)) {
      void commands.execute(IDS.showPanel);
    }
  }

  /** Begin to write into a field. */
  private write(field: string): void {
    this.node.querySelector<HTMLElement>(field)?.focus();
  }

  /** Compare with the revision before; absent where that cannot be done. */
  get compare(): (() => void) | undefined {
    const { commands } = this.tools;
    const shown = this.model.shown;
    const revisions = shown?.figure.revisions ?? [];
    if (revisions.length < 2 || !commands.hasCommand(IDS.compare)) {
      return undefined;
    }
    const at = Math.max(
      revisions.findIndex(({ id }) => id === this.model.revision),
      1
    );
    return () =>
      void commands.execute(IDS.compare, {
        figure: this.model.figureId,
        revisions: [revisions[at - 1].id, revisions[at].id]
      });
  }
}

function shortened(name: string): string {
  const letters = [...name];
  return letters.length > LONGEST_TITLE
    ? `${letters.slice(0, LONGEST_TITLE - 1).join('')}…`
    : name;
}
