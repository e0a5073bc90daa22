import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, refreshIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { figuresIcon } from '../icon';
import { FigureListModel } from '../model';
import { LOAD_LINE, activeNotebook, insertLoadLine } from '../notebook';
import { FigureList } from './list';
import { Message } from './message';
import { Skeleton } from './skeleton';

const HEADING = 'gofigr-panel-heading';

/**
 * The side panel: the kept figures of the active notebook.
 */
export class FigurePanel extends ReactWidget {
  constructor(
    private readonly model: FigureListModel,
    private readonly tracker: INotebookTracker,
    translator: ITranslator
  ) {
    super();
    this.trans = translator.load('gofigr_jupyter');
    this.id = 'gofigr-panel';
    this.addClass('gofigr-Panel');
    this.title.icon = figuresIcon;
    this.title.caption = this.trans.__('Figures of this notebook');
    this.node.tabIndex = -1;
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', this.trans.__('Figures'));
    this.model.changed.connect(this.update, this);
  }

  override dispose(): void {
    this.model.changed.disconnect(this.update, this);
    super.dispose();
  }

  protected override onAfterShow(): void {
    this.model.active = true;
  }

  protected override onAfterHide(): void {
    this.model.active = false;
  }

  protected override onActivateRequest(): void {
    const first = this.node.querySelector<HTMLElement>(
      '[tabindex="0"], .gofigr-Panel-body button'
    );
    (first ?? this.node).focus();
  }

  protected override render(): JSX.Element {
    return (
      <>
        <header className="gofigr-Panel-header">
          <h2 id={HEADING}>{this.trans.__('Figures')}</h2>
          <button
            className="gofigr-Panel-refresh"
            title={this.trans.__('Look again')}
            aria-label={this.trans.__('Look again')}
            onClick={() => void this.model.refresh()}
          >
            <refreshIcon.react tag="span" width="16px" height="16px" />
          </button>
        </header>
        <div className="gofigr-Panel-body">{this.renderBody()}</div>
      </>
    );
  }

  private renderBody(): JSX.Element {
    const { trans, model } = this;
    const state = model.state;
    switch (state.kind) {
      case 'figures':
        return <FigureList rows={state.rows} trans={trans} label={HEADING} />;
      case 'loading':
        return <Skeleton />;
      case 'no notebook':
        return (
          <Message
            text={trans.__('Open a notebook to see its figures here.')}
          />
        );
      case 'empty':
        return state.notebook.loadsExtension ? (
          <Message
            text={trans.__(
              'Run a cell that draws a figure, and it will be kept and shown here.'
            )}
          />
        ) : (
          <Message
            text={trans.__(
              'To keep the figures of this notebook, load the extension in its first cell.'
            )}
            code={LOAD_LINE}
            action={trans.__('Add this line')}
            onAction={() => {
              insertLoadLine(this.tracker);
              model.notebook = activeNotebook(this.tracker);
            }}
          />
        );
      case 'offline':
        return (
          <Message
            text={[
              state.reason || trans.__('The figures cannot be shown now.'),
              state.hint
            ]
              .join(' ')
              .trim()}
            action={trans.__('Try again')}
            onAction={() => void model.refresh()}
          />
        );
    }
  }

  private readonly trans: TranslationBundle;
}
