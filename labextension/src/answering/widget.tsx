import { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, settingsIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { AnsweringModel } from './model';
import { Answering } from './view';

/**
 * Who answers questions, chosen beside the notebooks.
 */
export class AnsweringWidget extends ReactWidget {
  constructor(
    readonly model: AnsweringModel,
    private readonly trans: TranslationBundle
  ) {
    super();
    this.id = 'gofigr-answering';
    this.addClass('gofigr-Answering');
    this.title.icon = settingsIcon;
    this.title.label = trans.__('Deep Insight Settings');
    this.title.caption = trans.__('Who answers questions about figures');
    this.title.closable = true;
    this.node.tabIndex = -1;
    model.changed.connect(this.update, this);
  }

  override dispose(): void {
    this.model.dispose();
    super.dispose();
  }

  protected override onActivateRequest(): void {
    if (!this.node.contains(document.activeElement)) {
      this.node.focus();
    }
  }

  protected override render(): JSX.Element {
    return <Answering model={this.model} trans={this.trans} />;
  }
}
