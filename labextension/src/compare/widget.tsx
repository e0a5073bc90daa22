import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';

import { figuresIcon } from '../icon';
import { Message } from '../panel/message';
import { Skeleton } from '../panel/skeleton';
import { CompareModel, ICompareRequest } from './model';
import { Comparison } from './view/comparison';
import { ISurroundings } from './view/surroundings';

let count = 0;

/**
 * Two revisions beside each other, in the main area.
 */
export class CompareWidget extends ReactWidget {
  constructor(
    readonly model: CompareModel,
    /** What it was opened for, and its name in the saved layout. */
    readonly origin: {
      readonly request: ICompareRequest;
      readonly name: string;
    },
    private readonly surroundings: ISurroundings
  ) {
    super();
    this.id = `gofigr-compare-${++count}`;
    this.addClass('gofigr-Compare');
    this.title.icon = figuresIcon;
    this.title.closable = true;
    this.node.tabIndex = -1;
    this.model.changed.connect(this.onChanged, this);
    this.surroundings.insight.changed.connect(this.update, this);
    this.onChanged();
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this.model.changed.disconnect(this.onChanged, this);
      this.model.dispose();
      this.surroundings.insight.dispose();
    }
    super.dispose();
  }

  protected override onActivateRequest(): void {
    if (!this.node.contains(document.activeElement)) {
      const content = '.gofigr-Compare-root, button';
      (this.node.querySelector<HTMLElement>(content) ?? this.node).focus();
    }
  }

  protected override render(): JSX.Element {
    const { state } = this.model;
    const { trans } = this.surroundings;
    switch (state.kind) {
      case 'compared':
        return (
          <Comparison
            {...this.surroundings}
            model={this.model}
            compared={state}
          />
        );
      case 'loading':
        return <Skeleton />;
      case 'single':
        return (
          <Message
            text={trans.__(
              '%1 has one revision only. Change its cell and run it again, and there will be two to compare.',
              state.name
            )}
          />
        );
      case 'failed':
        return (
          <Message
            text={[
              state.reason || trans.__('The revisions cannot be shown now.'),
              state.hint
            ]
              .join(' ')
              .trim()}
            action={trans.__('Try again')}
            onAction={() => void this.model.load()}
          />
        );
    }
  }

  private onChanged(): void {
    this.title.label = this.label();
    this.title.caption = this.title.label;
    const { state } = this.model;
    if (state.kind === 'compared') {
      this.surroundings.insight.follow({
        before: state.before.revision.id,
        revision: state.after.revision.id
      });
    }
    this.update();
  }

  private label(): string {
    const { state } = this.model;
    const { trans } = this.surroundings;
    if (state.kind !== 'compared') {
      return trans.__('Compare');
    }
    const { before, after } = state;
    const names = [before.revision.figureName, after.revision.figureName];
    return before.revision.figure === after.revision.figure
      ? trans.__('Compare: %1', names[1])
      : trans.__('Compare: %1 and %2', names[0], names[1]);
  }
}
