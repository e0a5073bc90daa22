import { JupyterFrontEnd } from '@jupyterlab/application';

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
  shell.activateById(id);
}
