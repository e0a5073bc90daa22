import { Kernel } from '@jupyterlab/services';

import { activeNotebook, insertLoadLine } from '../notebook';
import { IDS } from './ids';
import { ITools } from './tools';

const ON = '%load_ext gofigr_jupyter\n%gofigr on';
const OFF = '%gofigr off';

/**
 * Add the commands that act on the notebook in front, and on its kernel.
 */
export function addNotebookCommands(tools: ITools): void {
  const { commands, gofigr, tracker, trans } = tools;
  commands.addCommand(IDS.insertLoadLine, {
    label: trans.__('Insert the Line That Keeps Figures'),
    isEnabled: () => activeNotebook(tracker)?.loadsExtension === false,
    execute: () => {
      if (tracker.currentWidget) {
        insertLoadLine(tracker.currentWidget);
      }
      gofigr.figures.notebook = activeNotebook(tracker);
    }
  });
  const kernel = () => pythonKernel(tools);
  commands.addCommand(IDS.keepOn, {
    label: trans.__('Keep Displayed Figures of This Kernel'),
    isEnabled: () => kernel() !== null,
    execute: () => run(tools, ON)
  });
  commands.addCommand(IDS.keepOff, {
    label: trans.__('Stop Keeping Displayed Figures of This Kernel'),
    isEnabled: () => kernel() !== null,
    execute: () => run(tools, OFF)
  });
}

/**
 * Run a line in the kernel of the notebook in front, leaving no trace in its
 * history and count.
 */
async function run(tools: ITools, code: string): Promise<void> {
  const request = pythonKernel(tools)?.requestExecute({
    code,
    silent: true,
    store_history: false,
    stop_on_error: false
  });
  const reply = await request?.done;
  if (reply && reply.content.status !== 'ok') {
    tools.say(
      tools.trans.__('The kernel refused: figures are not kept in it now.')
    );
  }
}

function pythonKernel({ tracker }: ITools): Kernel.IKernelConnection | null {
  const session = tracker.currentWidget?.sessionContext.session;
  const language = tracker.currentWidget?.model?.defaultKernelLanguage;
  const kernel = session?.kernel;
  return kernel && kernel.status !== 'dead' && language === 'python'
    ? kernel
    : null;
}
