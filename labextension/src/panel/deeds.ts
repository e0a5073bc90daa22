import { JupyterFrontEnd } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';

import { ICard } from '../cards';
import { FIGURE_KEYS, IDS } from '../commands/ids';
import { dragFigure } from '../drag';
import { activeNotebook, insertLoadLine } from '../notebook';
import { OPEN_RECEIPTS } from '../receipts/ids';
import { revealCell } from '../reveal';
import { IPicked } from '../selection';
import { IGoFigr } from '../tokens';
import { openFigureMenu } from '../work/menu';
import type { IDeeds } from './here';

/**
 * What can be done from the list of the notebook's figures.
 */
export function deedsOf(
  app: JupyterFrontEnd,
  tracker: INotebookTracker,
  { api, figures, selection }: IGoFigr
): IDeeds {
  return {
    mark: card => {
      selection.current = picked(card);
    },
    open: card => open(app, card),
    press: key => {
      const command = FIGURE_KEYS[key.toLowerCase()];
      if (!command || !app.commands.isEnabled(command)) {
        return false;
      }
      void app.commands.execute(command);
      return true;
    },
    drag: ({ row }, event) => {
      // Not the browser's dragging, but Lab's, which notebooks understand.
      event.preventDefault();
      if (row) {
        const small = event.currentTarget.querySelector('img')?.src ?? null;
        void dragFigure(api, row, small, event);
      }
    },
    menu: (card, event) => {
      const figure = picked(card);
      if (figure && !event.shiftKey) {
        event.preventDefault();
        event.stopPropagation();
        openFigureMenu(app.commands, figure, event);
      }
    },
    showCell: ({ cell }) => void showCell(app, tracker, cell),
    openReceipts: () => void app.commands.execute(OPEN_RECEIPTS),
    insertLoadLine: () => {
      if (tracker.currentWidget) {
        insertLoadLine(tracker.currentWidget);
      }
      figures.notebook = activeNotebook(tracker);
    }
  };
}

/** Bring the notebook to the front, and the cell into view. */
export async function showCell(
  app: JupyterFrontEnd,
  tracker: INotebookTracker,
  cell: string | null
): Promise<void> {
  const panel = tracker.currentWidget;
  if (panel && cell) {
    app.shell.activateById(panel.id);
    await revealCell(panel, cell);
  }
}

function picked({ row }: ICard): IPicked | null {
  return row && { figure: row.id, name: row.name, revision: row.revision };
}

function open(app: JupyterFrontEnd, { row }: ICard): void {
  if (!row) {
    return;
  }
  if (app.commands.hasCommand(IDS.open)) {
    const { id, revision } = row;
    void app.commands.execute(IDS.open, { figure: id, revision: revision.id });
  } else {
    window.open(row.link, '_blank', 'noopener');
  }
}
