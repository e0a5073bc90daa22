import { JupyterFrontEnd } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';

import { ICard } from '../cards';
import { IDS } from '../commands/ids';
import { activeNotebook, insertLoadLine } from '../notebook';
import { OPEN_RECEIPTS } from '../receipts/ids';
import { revealCell } from '../reveal';
import { IGoFigr } from '../tokens';
import type { IDeeds } from './here';

/**
 * What can be done from the list of the notebook's figures.
 */
export function deedsOf(
  app: JupyterFrontEnd,
  tracker: INotebookTracker,
  { figures, selection }: IGoFigr
): IDeeds {
  return {
    mark: ({ row }) => {
      selection.current = row && {
        figure: row.id,
        name: row.name,
        revision: row.revision
      };
    },
    open: card => open(app, card),
    compare: () => void app.commands.execute(IDS.comparePrevious),
    insert: () => void app.commands.execute(IDS.insert),
    showCell: ({ cell }) => void showCell(app, tracker, cell),
    openReceipts: () => void app.commands.execute(OPEN_RECEIPTS),
    insertLoadLine: () => {
      insertLoadLine(tracker);
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
