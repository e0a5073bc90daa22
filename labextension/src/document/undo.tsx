import { WidgetTracker } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';

import { ITools } from './tools';
import { FigureDocument } from './widget';

/**
 * Offers to undo deletions of figures whose documents are not open (those say
 * so themselves).
 */
export class UndoBar extends ReactWidget {
  constructor(
    private readonly tools: ITools,
    private readonly tracker: WidgetTracker<FigureDocument>
  ) {
    super();
    this.addClass('gofigr-Undo');
    this.node.setAttribute('role', 'status');
    tools.deletions.changed.connect(this.update, this);
  }

  override dispose(): void {
    this.tools.deletions.changed.disconnect(this.update, this);
    super.dispose();
  }

  protected override render(): JSX.Element {
    const { deletions, trans } = this.tools;
    const shown = deletions.all.filter(
      ({ id, state }) =>
        state !== 'deleted' &&
        !this.tracker.find(({ model }) => model.figureId === id)
    );
    return (
      <>
        {shown.map(({ id, name, state, reason }) => (
          <p key={id}>
            <span>
              {state === 'waiting'
                ? trans.__('“%1” will be deleted.', name)
                : trans.__('“%1” was not deleted. %2', name, reason)}
            </span>
            <button className="gofigr-Quiet" onClick={() => deletions.undo(id)}>
              {state === 'waiting' ? trans.__('Undo') : trans.__('Good')}
            </button>
          </p>
        ))}
      </>
    );
  }
}
