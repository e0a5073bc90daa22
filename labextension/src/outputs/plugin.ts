import {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { Clipboard, ICommandPalette, Notification } from '@jupyterlab/apputils';
import { Cell, CodeCell } from '@jupyterlab/cells';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import { RequestError } from '../api';
import { revisionDetail } from '../calls/revisions';
import { IDS } from '../commands/ids';
import { IGoFigr } from '../tokens';
import { IKept, keptInCell, keptOutput } from './note';
import { download, pictureFile } from './save';

const SHOW = 'gofigr:show-output';
const COPY = 'gofigr:copy-output-link';
const SAVE = 'gofigr:save-output';
const OUTPUT = 'jp-OutputArea-child';

/**
 * What can be done with a kept figure where it stands in the notebook: by its
 * context menu, and by commands that mean the active cell's first one.
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
    const trans = (translator ?? nullTranslator).load('gofigr_jupyter');
    const meant = (args: ReadonlyPartialJSONObject): IKept | null => {
      if (!args.pointed) {
        const cell = tracker.activeCell;
        return cell && keptInCell(htmlsOf(cell));
      }
      const node = app.contextMenuHitTest(it => it.classList.contains(OUTPUT));
      const cells = tracker.currentWidget?.content.widgets ?? [];
      const cell = node && cells.find(({ node: own }) => own.contains(node));
      return cell && node ? keptAt(cell, node) : null;
    };
    const add = (
      id: string,
      label: string,
      work: (kept: IKept) => Promise<unknown>
    ) => {
      app.commands.addCommand(id, {
        label,
        isEnabled: args => meant(args) !== null,
        isVisible: args => !args.pointed || meant(args) !== null,
        execute: async args => {
          const kept = meant(args);
          await (kept && work(kept))?.catch(error => {
            const told = error instanceof RequestError ? error.message : '';
            Notification.error(
              told || trans.__('The figure cannot be fetched now.')
            );
          });
        }
      });
      app.contextMenu.addItem({
        command: id,
        args: { pointed: true },
        selector: `.jp-Notebook .${OUTPUT}`,
        rank: 11
      });
      palette?.addItem({ command: id, category: trans.__('Figures') });
    };
    const link = ({ revision }: IKept) =>
      new URL(
        gofigr.api.page({ id: revision, shortId: null }),
        document.baseURI
      ).href;
    add(SHOW, trans.__('Show in Panel'), async ({ revision }) => {
      const found = await revisionDetail(gofigr.api, revision);
      const { figure, figureName: name } = found;
      gofigr.selection.current = { figure, name, revision: found };
      await app.commands.execute(IDS.showPanel);
    });
    add(COPY, trans.__('Copy Link to Figure'), async kept =>
      Clipboard.copyToSystem(link(kept))
    );
    add(SAVE, trans.__('Save with Provenance'), async kept => {
      const found = await revisionDetail(gofigr.api, kept.revision);
      const file = await pictureFile(gofigr.api, found, link(kept));
      if (file) {
        download(file);
      } else {
        Notification.info(trans.__('This revision has no picture to save.'));
      }
    });
  }
};

/** The outputs of a cell as HTML, in order. */
function htmlsOf(cell: Cell): readonly (string | null)[] {
  if (!(cell instanceof CodeCell)) {
    return [];
  }
  const { outputs } = cell.model;
  return Array.from({ length: outputs.length }, (_, index) => {
    const html = outputs.get(index).data['text/html'];
    return typeof html === 'string' ? html : null;
  });
}

function keptAt(cell: Cell, node: HTMLElement): IKept | null {
  if (!(cell instanceof CodeCell)) {
    return null;
  }
  const index = cell.outputArea.widgets.findIndex(it => it.node === node);
  return index < 0 ? null : keptOutput(htmlsOf(cell), index);
}
