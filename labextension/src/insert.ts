import { ICodeCell, IMarkdownCell } from '@jupyterlab/nbformat';
import { NotebookActions, NotebookPanel } from '@jupyterlab/notebook';

import { Api } from './api';
import { INewest } from './calls/catalog';
import { IInserted, figureCell } from './cell';

/** The longest side of a picture in a notebook. */
const SIZE = 1024;

/**
 * The picture of a revision as a data URL, as it goes into a notebook; null
 * where there is none.
 */
export function notebookPicture(
  api: Api,
  revision: INewest
): Promise<string | null> {
  return api.thumbnail(revision.id, SIZE);
}

/**
 * Put the figure below the active cell of a notebook, and mark its cell.
 */
export async function insertFigure(
  api: Api,
  panel: NotebookPanel,
  figure: IInserted
): Promise<void> {
  const picture = await notebookPicture(api, figure.revision);
  await runBelow(panel, figureCell(figure, api.page(figure.revision), picture));
}

/**
 * Put a cell below the active one of a notebook, mark it and run it.
 */
export async function runBelow(
  panel: NotebookPanel,
  cell: ICodeCell | IMarkdownCell
): Promise<void> {
  const { content } = panel;
  const index = content.activeCellIndex + 1;
  content.model?.sharedModel.insertCell(index, cell);
  content.deselectAll();
  content.activeCellIndex = index;
  await NotebookActions.run(content, panel.sessionContext);
}
