import { ReactWidget, checkIcon } from '@jupyterlab/ui-components';
import { UUID } from '@lumino/coreutils';
import React from 'react';

import { Check, ICheckProps } from './view';

/**
 * The check of one document, beside the notebooks.
 */
export class CheckWidget extends ReactWidget {
  constructor(private readonly props: ICheckProps) {
    super();
    const { model, trans } = props;
    this.id = `gofigr-check-${UUID.uuid4()}`;
    this.addClass('gofigr-Deck');
    this.title.icon = checkIcon;
    this.title.label = trans.__('Check: %1', model.name);
    this.title.caption = trans.__('What the pictures of “%1” show', model.name);
    this.title.closable = true;
    this.node.tabIndex = -1;
    model.changed.connect(this.update, this);
  }

  override dispose(): void {
    this.props.model.dispose();
    super.dispose();
  }

  protected override onActivateRequest(): void {
    if (!this.node.contains(document.activeElement)) {
      this.node.focus();
    }
  }

  protected override render(): JSX.Element {
    return <Check {...this.props} />;
  }
}
