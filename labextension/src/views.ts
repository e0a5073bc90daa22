import { IOutput } from '@jupyterlab/nbformat';
import { CodeCell } from '@jupyterlab/cells';
import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { Kernel } from '@jupyterlab/services';

const VIEW = 'application/vnd.jupyter.widget-view+json';
const TARGET = 'jupyter.widget';

/**
 * Give the place of live views that are gone back to the text beside them.
 *
 * A view (a card, a gallery) lives in its kernel. When that has ended, also
 * while the page was closed, JupyterLab would show an error in its place. The
 * output carries the same as HTML, so it is enough to forget the view.
 */
export function forgetDeadViews(tracker: INotebookTracker): void {
  tracker.widgetAdded.connect((_, panel) => {
    const { sessionContext } = panel;
    void Promise.all([panel.context.ready, sessionContext.ready]).then(() =>
      forgetIn(panel)
    );
    sessionContext.statusChanged.connect((_, status) => {
      if (status === 'restarting' || status === 'dead') {
        forget(panel, new Set());
      }
    });
  });
}

async function forgetIn(panel: NotebookPanel): Promise<void> {
  const kernel = panel.sessionContext.session?.kernel;
  const alive = kernel ? await views(kernel) : new Set<string>();
  if (alive && !panel.isDisposed) {
    forget(panel, alive);
  }
}

/**
 * The views that live in `kernel`; null when it does not tell.
 */
async function views(kernel: Kernel.IKernelConnection) {
  try {
    const { content } = await kernel.requestCommInfo({ target_name: TARGET });
    return content.status === 'ok' ? new Set(Object.keys(content.comms)) : null;
  } catch {
    return null; // it went away meanwhile, and that is told too
  }
}

function forget(panel: NotebookPanel, alive: ReadonlySet<string>): void {
  const model = panel.context.model;
  const { dirty } = model;
  for (const cell of panel.content.widgets) {
    if (cell instanceof CodeCell) {
      forgetInCell(cell, alive);
    }
  }
  model.dirty = dirty; // the user has changed nothing
}

function forgetInCell(cell: CodeCell, alive: ReadonlySet<string>): void {
  const { outputs } = cell.model;
  for (let index = 0; index < outputs.length; index++) {
    const output = outputs.get(index).toJSON();
    const dead = liveView(output);
    if (dead !== null && !alive.has(dead)) {
      outputs.set(index, withoutView(output));
    }
  }
}

/**
 * The id of the view of ours that an output shows; null where it shows none.
 */
export function liveView(output: IOutput): string | null {
  const { data, metadata } = output as {
    data?: Record<string, { model_id?: unknown }>;
    metadata?: { gofigr?: { live?: unknown } };
  };
  const id = data?.[VIEW]?.model_id;
  return metadata?.gofigr?.live === true && typeof id === 'string' ? id : null;
}

function withoutView(output: IOutput): IOutput {
  const data = { ...(output.data as Record<string, unknown>) };
  delete data[VIEW];
  return { ...output, data } as IOutput;
}
