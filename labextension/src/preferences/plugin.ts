import {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { IToolbarWidgetRegistry } from '@jupyterlab/apputils';
import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { Api } from '../api';
import { insertLoadLine, isEmpty } from '../notebook';
import { IGoFigr } from '../tokens';
import { FiguresButton } from './button';
import { Preferences } from './preferences';

/**
 * What follows from the settings, besides the panel's side.
 */
export const preferences: JupyterFrontEndPlugin<void> = {
  id: '@gofigr/jupyter-panel:preferences',
  description:
    'Does what the settings say: for kernels, toolbars and notebooks.',
  autoStart: true,
  requires: [IGoFigr, INotebookTracker],
  optional: [ITranslator, IToolbarWidgetRegistry],
  activate: (
    app: JupyterFrontEnd,
    gofigr: IGoFigr,
    tracker: INotebookTracker,
    translator: ITranslator | null,
    toolbars: IToolbarWidgetRegistry | null
  ) => {
    const { api, deletions, figures, preferences } = gofigr;
    const { commands } = app;
    const trans = (translator ?? nullTranslator).load('gofigr_jupyter');
    toolbars?.addFactory<NotebookPanel>('Notebook', 'gofigr-figures', panel => {
      return new FiguresButton(panel, {
        commands,
        figures,
        deletions,
        preferences,
        trans
      });
    });
    tellKernels(api, preferences);
    tracker.widgetAdded.connect((_, panel) => {
      void begin(panel, preferences);
    });
  }
};

/**
 * Give a notebook that is new the line that loads the extension, if the user
 * wants that and its kernel speaks Python.
 */
async function begin(
  panel: NotebookPanel,
  preferences: Preferences
): Promise<void> {
  await panel.context.ready;
  if (isEmpty(panel)) {
    await panel.sessionContext.ready;
    // A new notebook tells its language only once its kernel has.
    const info = await panel.sessionContext.session?.kernel?.info;
    const speaks = info?.language_info.name === 'python';
    if (preferences.loadInNewNotebooks && speaks && isEmpty(panel)) {
      insertLoadLine(panel);
    }
  }
}

/**
 * Keep what was chosen for kernels where they read it.
 */
function tellKernels(api: Api, preferences: Preferences): void {
  let told = '';
  const tell = () => {
    const { choices } = preferences;
    const words = JSON.stringify(choices);
    if (choices && words !== told) {
      told = words;
      api.send('PUT', ['choices'], choices).catch(error => {
        told = '';
        console.warn('Kernels do not know the settings of figures:', error);
      });
    }
  };
  preferences.changed.connect(tell);
  tell();
}
