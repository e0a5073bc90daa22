import { NotebookPanel } from '@jupyterlab/notebook';
import { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, ToolbarButtonComponent } from '@jupyterlab/ui-components';
import { CommandRegistry } from '@lumino/commands';
import { Signal } from '@lumino/signaling';
import React from 'react';

import { IDS } from '../commands/ids';
import { Deletions } from '../deletions';
import { figuresIcon } from '../icon';
import { FigureListModel } from '../model';
import { Preferences } from './preferences';

/** What the button works with. */
export interface IButtonTools {
  readonly commands: CommandRegistry;
  readonly figures: FigureListModel;
  readonly deletions: Deletions;
  readonly preferences: Preferences;
  readonly trans: TranslationBundle;
}

/**
 * The button in a notebook's toolbar: opens the panel, and counts the figures
 * once the panel has asked for them.
 */
export class FiguresButton extends ReactWidget {
  constructor(
    private readonly panel: NotebookPanel,
    private readonly tools: IButtonTools
  ) {
    super();
    this.addClass('gofigr-Button');
    tools.figures.changed.connect(this.count, this);
    tools.deletions.changed.connect(this.count, this);
    tools.preferences.changed.connect(this.follow, this);
    this.count();
    this.follow();
  }

  override dispose(): void {
    Signal.disconnectReceiver(this);
    super.dispose();
  }

  protected override render(): JSX.Element {
    const { commands, trans } = this.tools;
    const count = this._count;
    return (
      <ToolbarButtonComponent
        icon={figuresIcon}
        label={count ? String(count) : ''}
        tooltip={
          count
            ? trans._n(
                'Show the figure of this notebook',
                'Show the %1 figures of this notebook',
                count
              )
            : trans.__('Show the figures of this notebook')
        }
        onClick={() => void commands.execute(IDS.showPanel)}
      />
    );
  }

  private count(): void {
    const { deletions, figures } = this.tools;
    const { notebook, state } = figures;
    if (
      notebook?.path !== this.panel.context.path ||
      state.kind === 'loading'
    ) {
      return; // What was known stays: it is another notebook's turn.
    }
    const kept = state.kind === 'figures' ? state.rows : [];
    const count = kept.filter(({ id }) => !deletions.hides(id)).length;
    if (count !== this._count) {
      this._count = count;
      this.update();
    }
  }

  private follow(): void {
    this.setHidden(!this.tools.preferences.shows('toolbarButton'));
  }

  private _count = 0;
}
