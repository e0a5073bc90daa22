import {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { ISignal, Signal } from '@lumino/signaling';

import { Api } from '../api';
import { showCell } from '../panel/deeds';
import { bringForward } from '../forward';
import { IGoFigr } from '../tokens';
import { OPEN_RECEIPTS } from './ids';
import { KeepingStatus } from './status';
import { ReceiptsView } from './view';

/**
 * The receipts: what became of the figures of each cell, and the status bar's
 * item that sums them up.
 */
export const receipts: JupyterFrontEndPlugin<void> = {
  id: '@gofigr/jupyter-panel:receipts',
  description: 'Shows what became of the figures of each cell.',
  autoStart: true,
  requires: [IGoFigr, INotebookTracker],
  optional: [ITranslator, ICommandPalette, IStatusBar],
  activate: (
    app: JupyterFrontEnd,
    gofigr: IGoFigr,
    tracker: INotebookTracker,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    statusBar: IStatusBar | null
  ) => {
    const trans = (translator ?? nullTranslator).load('gofigr_jupyter');
    let view: ReceiptsView | null = null;
    const make = () =>
      new ReceiptsView({
        figures: gofigr.figures,
        receipts: gofigr.receipts,
        api: new Api(app.serviceManager.serverSettings),
        trans,
        showCell: cell => void showCell(app, tracker, cell)
      });
    app.commands.addCommand(OPEN_RECEIPTS, {
      label: trans.__('Show Receipts'),
      caption: trans.__('Show what became of the figures of each cell'),
      isEnabled: () => tracker.currentWidget !== null,
      execute: () => {
        if (!view || view.isDisposed) {
          view = make();
          app.shell.add(view, 'down');
        }
        return bringForward(app.shell, view.id);
      }
    });
    palette?.addItem({
      command: OPEN_RECEIPTS,
      category: trans.__('Figures')
    });
    const item = new KeepingStatus(
      gofigr.figures,
      gofigr.receipts,
      trans,
      () => void app.commands.execute(OPEN_RECEIPTS)
    );
    statusBar?.registerStatusItem('gofigr:keeping', {
      item,
      align: 'right',
      rank: 900,
      isActive: () =>
        gofigr.figures.notebook !== null &&
        gofigr.preferences.shows('statusItem'),
      activeStateChanged: eitherOf(
        gofigr.figures.changed,
        gofigr.preferences.changed
      )
    });
  }
};

/** Emitted whenever one of the two is. */
function eitherOf(
  first: ISignal<object, void>,
  second: ISignal<object, void>
): ISignal<object, void> {
  const either = new Signal<object, void>({});
  for (const each of [first, second]) {
    each.connect(() => either.emit());
  }
  return either;
}
