import { IMarkdownCell } from '@jupyterlab/nbformat';
import { NotebookActions, NotebookPanel } from '@jupyterlab/notebook';

import { Api } from './api';
import { INewest } from './calls/catalog';

/** The longest side of a picture in a notebook. */
const SIZE = 1024;
const FILE = 'figure.png';

/** A figure that is to stand in a notebook. */
export interface IInserted {
  readonly name: string;
  readonly revision: INewest;
}

/**
 * A Markdown cell that shows the figure and links to its page. The picture is
 * inside the cell, so that it is seen without the service; without one the cell
 * holds the link alone.
 */
export function figureCell(
  figure: IInserted,
  link: string,
  picture: string | null
): IMarkdownCell {
  const name = figure.name.replace(/\s+/g, ' ').replace(/[\\[\]]/g, '\\$&');
  const data = picture?.replace(/^data:image\/png;base64,/, '');
  const cell = { cell_type: 'markdown', metadata: {} } as const;
  return data
    ? {
        ...cell,
        source: `[![${name}](attachment:${FILE})](${link})`,
        attachments: { [FILE]: { 'image/png': data } }
      }
    : { ...cell, source: `[${name}](${link})` };
}

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
  const { content } = panel;
  const index = content.activeCellIndex + 1;
  content.model?.sharedModel.insertCell(
    index,
    figureCell(figure, api.page(figure.revision), picture)
  );
  content.deselectAll();
  content.activeCellIndex = index;
  await NotebookActions.run(content, panel.sessionContext);
}
