import { NotebookPanel } from '@jupyterlab/notebook';

const FLASH = 'gofigr-mod-flash';

/**
 * Make a cell of an open notebook the active one, scroll it into view and let it
 * flash. Says whether the notebook has that cell.
 */
export async function revealCell(
  panel: NotebookPanel,
  cellId: string
): Promise<boolean> {
  await panel.context.ready;
  const { content } = panel;
  const index = content.widgets.findIndex(({ model }) => model.id === cellId);
  if (index < 0) {
    return false;
  }
  content.activeCellIndex = index;
  content.deselectAll();
  await content.scrollToItem(index, 'smart').catch(() => {
    // A notebook that is just closing has nothing to scroll to.
  });
  flash(content.widgets[index].node);
  return true;
}

function flash(node: HTMLElement): void {
  node.classList.add(FLASH);
  const end = () => node.classList.remove(FLASH);
  node.addEventListener('animationend', end, { once: true });
}
