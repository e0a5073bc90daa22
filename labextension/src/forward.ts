import { JupyterFrontEnd } from '@jupyterlab/application';
import { find } from '@lumino/algorithm';
import { TabPanel } from '@lumino/widgets';

/**
 * Show a widget and give it the focus.
 *
 * Not at once: JupyterLab's palette gives the focus back to the document as soon
 * as a command has returned, and the last who asks for it has it.
 */
export async function bringForward(
  shell: JupyterFrontEnd.IShell,
  id: string
): Promise<void> {
  await new Promise(resolve => setTimeout(resolve));
  // Notebook 7 leaves the tab below the notebook in front that was there first.
  const below = find(shell.widgets('down'), widget => widget.id === id);
  const tabs = below?.parent?.parent;
  if (below && tabs instanceof TabPanel) {
    tabs.currentWidget = below;
  }
  shell.activateById(id);
}
