import {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { IGoFigr } from '../tokens';
import { textOrNull } from '../wire';
import { offerBars } from './bars';
import { Args, addCommands } from './commands';
import { IDS, OUTPUT } from './ids';
import { firstKept, keptAt } from './kept';
import { IKept } from './note';

/**
 * What can be done with a kept figure where it stands in the notebook: by the
 * buttons over it, by its context menu, and by commands that mean the active
 * cell's first one.
 */
export const outputsPlugin: JupyterFrontEndPlugin<void> = {
  id: '@gofigr/jupyter-panel:outputs',
  description: 'Acts on kept figures in the outputs of notebooks.',
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
    const { commands } = app;
    const trans = (translator ?? nullTranslator).load('gofigr_jupyter');
    const meant = (args: Args) => keptMeant(app, tracker, args);
    addCommands({ commands, gofigr, trans, meant });
    for (const command of Object.values(IDS)) {
      app.contextMenu.addItem({
        command,
        args: { pointed: true },
        selector: `.jp-Notebook .${OUTPUT}`,
        rank: 11
      });
      palette?.addItem({ command, category: trans.__('Figures') });
    }
    const { preferences } = gofigr;
    const offer = (panel: NotebookPanel) =>
      offerBars(panel, { commands, preferences, trans });
    tracker.forEach(offer);
    tracker.widgetAdded.connect((_, panel) => offer(panel));
  }
};

function keptMeant(
  app: JupyterFrontEnd,
  tracker: INotebookTracker,
  args: Args
): IKept | null {
  const revision = textOrNull(args.revision);
  if (revision || !args.pointed) {
    const cell = tracker.activeCell;
    return revision ? { revision } : cell && firstKept(cell);
  }
  const node = app.contextMenuHitTest(it => it.classList.contains(OUTPUT));
  const cells = tracker.currentWidget?.content.widgets ?? [];
  const cell = node && cells.find(({ node: own }) => own.contains(node));
  return cell && node ? keptAt(cell, node) : null;
}
