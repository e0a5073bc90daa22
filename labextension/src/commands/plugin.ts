import {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, showErrorMessage } from '@jupyterlab/apputils';
import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { IGoFigr } from '../tokens';
import { addFigureCommands } from './figure';
import { IDS } from './ids';
import { addNotebookCommands } from './notebook';
import { ITools } from './tools';

const IN_PALETTE = [
  IDS.refresh,
  IDS.openMarked,
  IDS.openPage,
  IDS.jump,
  IDS.comparePrevious,
  IDS.insert,
  IDS.rerun,
  IDS.insertLoadLine,
  IDS.keepOn,
  IDS.keepOff
];

/**
 * What can be done from the palette, by keys and from menus.
 */
export const commands: JupyterFrontEndPlugin<void> = {
  id: '@gofigr/jupyter-panel:commands',
  description: 'Adds the commands on figures and on the notebook in front.',
  autoStart: true,
  requires: [IGoFigr, INotebookTracker],
  optional: [ITranslator, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    gofigr: IGoFigr,
    tracker: INotebookTracker,
    translator: ITranslator | null,
    palette: ICommandPalette | null
  ) => {
    const tools = makeTools(app, gofigr, tracker, translator ?? nullTranslator);
    const { trans } = tools;
    app.commands.addCommand(IDS.refresh, {
      label: trans.__('Look Again for Figures'),
      execute: () =>
        Promise.all([gofigr.figures.refresh(), gofigr.work.refresh()])
    });
    addFigureCommands(tools);
    addNotebookCommands(tools);
    for (const command of IN_PALETTE) {
      palette?.addItem({ command, category: trans.__('Figures') });
    }
    const changed = () => app.commands.notifyCommandChanged();
    gofigr.selection.changed.connect(changed);
    tracker.currentChanged.connect(changed);
  }
};

function makeTools(
  app: JupyterFrontEnd,
  gofigr: IGoFigr,
  tracker: INotebookTracker,
  translator: ITranslator
): ITools {
  const trans = translator.load('gofigr_jupyter');
  return {
    commands: app.commands,
    gofigr,
    tracker,
    trans,
    open: async path => {
      const opened: unknown = await app.commands.execute('docmanager:open', {
        path
      });
      return opened instanceof NotebookPanel ? opened : undefined;
    },
    activate: panel => app.shell.activateById(panel.id),
    say: sentence => void showErrorMessage(trans.__('Figures'), sentence)
  };
}
