import { IMarkdownCell } from '@jupyterlab/nbformat';
import { MimeData } from '@lumino/coreutils';
import { Drag } from '@lumino/dragdrop';

import { Api } from './api';
import { IInserted, figureCell } from './cell';
import { notebookPicture } from './insert';

/** What notebooks take when it is dropped on them. */
const CELLS = 'application/vnd.jupyter.cells';

/**
 * Begin to drag a figure: dropped on a notebook it becomes a Markdown cell.
 *
 * The whole picture is asked for meanwhile; who drops sooner gets the small one.
 */
export async function dragFigure(
  api: Api,
  figure: IInserted,
  small: string | null,
  pointer: { readonly clientX: number; readonly clientY: number }
): Promise<void> {
  const mimeData = new MimeData();
  const carry = (picture: string | null) => {
    const cells: IMarkdownCell[] = [
      figureCell(figure, api.page(figure.revision), picture)
    ];
    mimeData.setData(CELLS, cells);
  };
  carry(small);
  mimeData.setData('text/plain', api.page(figure.revision));
  const drag = new Drag({
    mimeData,
    dragImage: dragImage(figure.name, small),
    proposedAction: 'copy',
    supportedActions: 'copy'
  });
  const dropped = drag.start(pointer.clientX, pointer.clientY);
  void notebookPicture(api, figure.revision).then(
    picture => carry(picture),
    () => {
      // The small picture is carried all the same.
    }
  );
  await dropped;
}

function dragImage(name: string, small: string | null): HTMLElement {
  const box = document.createElement('div');
  box.className = 'gofigr-DragImage';
  if (small) {
    const picture = document.createElement('img');
    picture.src = small;
    picture.alt = '';
    box.append(picture);
  }
  const label = document.createElement('span');
  label.textContent = name;
  box.append(label);
  return box;
}
