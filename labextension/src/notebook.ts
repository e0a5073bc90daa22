import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';

import { INotebook } from './model';

const LOADS = /^\s*%(re)?load_ext\s+gofigr_jupyter\b/m;

export const LOAD_LINE = '%load_ext gofigr_jupyter';

/**
 * What the model must know of the active notebook; null while there is none.
 */
export function activeNotebook(tracker: INotebookTracker): INotebook | null {
  const panel = tracker.currentWidget;
  if (!panel) {
    return null;
  }
  return {
    path: panel.context.path,
    loadsExtension: sources(panel).some(source => LOADS.test(source)),
    cells: Array.from(panel.content.model?.cells ?? [], ({ id }) => id)
  };
}

/**
 * Put the line that loads the extension into the notebook's first code cell, or
 * into a new one before the others, and make that cell the active one.
 */
export function insertLoadLine(panel: NotebookPanel): void {
  const { model } = panel.content;
  if (!model || sources(panel).some(source => LOADS.test(source))) {
    return;
  }
  const index = sources(panel).findIndex(
    (source, i) => model.cells.get(i).type === 'code'
  );
  if (index >= 0 && !sources(panel)[index].startsWith('%%')) {
    const shared = model.cells.get(index).sharedModel;
    const source = shared.getSource();
    shared.setSource(source ? `${LOAD_LINE}\n${source}` : LOAD_LINE);
    panel.content.activeCellIndex = index;
  } else {
    model.sharedModel.insertCell(0, { cell_type: 'code', source: LOAD_LINE });
    panel.content.activeCellIndex = 0;
  }
  panel.content.scrollToItem(panel.content.activeCellIndex).catch(() => {
    // A notebook that is just closing has nothing to scroll to.
  });
  panel.content.activate();
}

/**
 * Whether a notebook has nothing in it yet.
 */
export function isEmpty(panel: NotebookPanel): boolean {
  return Array.from(panel.content.model?.cells ?? []).every(
    cell => !cell.sharedModel.getSource().trim()
  );
}

function sources(panel: NotebookPanel): string[] {
  return Array.from(panel.content.model?.cells ?? [], cell =>
    cell.type === 'code' ? cell.sharedModel.getSource() : ''
  );
}
