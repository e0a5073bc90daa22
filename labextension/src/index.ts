import {
  ILayoutRestorer,
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker, NotebookActions } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { Api } from './api';
import { figuresIcon } from './icon';
import { FigureListModel } from './model';
import { activeNotebook } from './notebook';
import { FigurePanel } from './panel/panel';
import { Pulse } from './pulse';
import { IGoFigr } from './tokens';

const SHOW = 'gofigr:show-panel';

/**
 * Follows the active notebook and knows its figures.
 */
const figures: JupyterFrontEndPlugin<IGoFigr> = {
  id: '@gofigr/jupyter-panel:figures',
  description: 'Knows the kept figures of the active notebook.',
  autoStart: true,
  provides: IGoFigr,
  requires: [INotebookTracker],
  activate: (app: JupyterFrontEnd, tracker: INotebookTracker) => {
    const model = new FigureListModel(
      new Api(app.serviceManager.serverSettings)
    );
    const pulse = new Pulse(() => void model.refresh());
    const follow = () => {
      model.notebook = activeNotebook(tracker);
    };
    tracker.currentChanged.connect((_, panel) => {
      follow();
      panel?.context.pathChanged.connect(follow);
      void panel?.context.ready.then(follow);
    });
    tracker.activeCellChanged.connect(follow);
    NotebookActions.executed.connect((_, { notebook }) => {
      if (notebook === tracker.currentWidget?.content) {
        follow();
        pulse.quicken();
      }
    });
    return { figures: model };
  }
};

/**
 * The side panel.
 */
const plugin: JupyterFrontEndPlugin<void> = {
  id: '@gofigr/jupyter-panel:plugin',
  description: 'Shows the kept figures of the active notebook.',
  autoStart: true,
  requires: [IGoFigr, INotebookTracker],
  optional: [ITranslator, ISettingRegistry, ICommandPalette, ILayoutRestorer],
  activate: async (
    app: JupyterFrontEnd,
    gofigr: IGoFigr,
    tracker: INotebookTracker,
    translator: ITranslator | null,
    registry: ISettingRegistry | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null
  ) => {
    const trans = (translator ?? nullTranslator).load('gofigr_jupyter');
    const panel = new FigurePanel(
      gofigr.figures,
      tracker,
      translator ?? nullTranslator
    );
    restorer?.add(panel, panel.id);
    app.shell.add(panel, await side(registry), { rank: 900, type: 'Figures' });
    app.commands.addCommand(SHOW, {
      label: trans.__('Show Figures'),
      caption: trans.__('Show the kept figures of the active notebook'),
      icon: figuresIcon,
      execute: () => app.shell.activateById(panel.id)
    });
    palette?.addItem({ command: SHOW, category: trans.__('Figures') });
  }
};

async function side(registry: ISettingRegistry | null): Promise<string> {
  try {
    const settings = await registry?.load(plugin.id);
    return settings?.get('side').composite === 'left' ? 'left' : 'right';
  } catch {
    // Without settings (they can be switched off) the default side will do.
    return 'right';
  }
}

export default [figures, plugin];
export { IGoFigr };
