import { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';

import { figuresIcon } from '../icon';
import { FigureListModel } from '../model';
import { ReceiptsModel } from './model';
import { glanceOf } from './words';

/**
 * The status bar's item: whether figures are kept, and how many wait. Opens the
 * receipts.
 */
export class KeepingStatus extends ReactWidget {
  constructor(
    private readonly figures: FigureListModel,
    private readonly receipts: ReceiptsModel,
    private readonly trans: TranslationBundle,
    private readonly openReceipts: () => void
  ) {
    super();
    this.addClass('gofigr-Status');
    receipts.changed.connect(this.update, this);
    figures.changed.connect(this.update, this);
  }

  override dispose(): void {
    this.receipts.changed.disconnect(this.update, this);
    this.figures.changed.disconnect(this.update, this);
    super.dispose();
  }

  protected override render(): JSX.Element | null {
    const { notebook } = this.figures;
    if (!notebook) {
      return null;
    }
    const glance = glanceOf(this.receipts, notebook.loadsExtension);
    const { trans, receipts } = this;
    const words = {
      on: trans.__('on'),
      off: trans.__('off'),
      waiting: trans.__('%1 waiting', receipts.waiting.length),
      error: trans._n('%1 not kept', '%1 not kept', receipts.failed.length)
    };
    const means = {
      on: trans.__('Figures of this notebook are kept.'),
      off: trans.__('Figures of this notebook are not kept.'),
      waiting: trans.__('Figures wait for the service.'),
      error: trans.__('Some figures are not kept.')
    };
    const title = `${means[glance]} ${trans.__('Show the receipts')}`;
    return (
      <button
        className="gofigr-Status-button"
        data-glance={glance}
        title={title}
        onClick={this.openReceipts}
      >
        <figuresIcon.react tag="span" width="16px" height="16px" />
        <span>{words[glance]}</span>
      </button>
    );
  }
}
