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
import { deleteFigure } from './calls/figures';
import { IDS } from './commands/ids';
import { commands } from './commands/plugin';
import { Deletions } from './deletions';
import { documents } from './document/plugin';
import { comparePlugin } from './compare/plugin';
import { bringForward } from './forward';
import { figuresIcon } from './icon';
import { FigureListModel } from './model';
import { News } from './news';
import { activeNotebook } from './notebook';
import { deedsOf } from './panel/deeds';
import { outputsPlugin } from './outputs/plugin';
import { FigurePanel } from './panel/panel';
import { preferences } from './preferences/plugin';
import { Preferences } from './preferences/preferences';
import { Pins } from './pins';
import { Pulse } from './pulse';
import { ReceiptsModel } from './receipts/model';
import { receipts } from './receipts/plugin';
import { Selection } from './selection';
import { SmallPictures } from './small-pictures';
import { IGoFigr } from './tokens';
import { forgetDeadViews } from './views';
import { WorkModel } from './work/model';
import { workProps } from './work/deeds';
import { workTab } from './work/tab';

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
    const settings = app.serviceManager.serverSettings;
    const api = new Api(settings);
    const model = new FigureListModel(api);
    const receipts = new ReceiptsModel(api);
    const pins = new Pins(api);
    const deletions = new Deletions(id => deleteFigure(api, id));
    const work = new WorkModel(api, pins, deletions);
    const news = new News(settings);
    news.told.connect((_, item) => {
      model.hear(item);
      receipts.hear(item);
      if (item.kind === 'change' || item.kind === 'reset') {
        work.stir();
      }
    });
    const pulse = new Pulse(() => {
      void model.refresh();
      void receipts.refresh();
    });
    const follow = () => {
      model.notebook = activeNotebook(tracker);
      receipts.path = model.notebook?.path ?? null;
    };
    tracker.currentChanged.connect((_, panel) => {
      follow();
      panel?.context.pathChanged.connect(follow);
      void panel?.context.ready.then(() => {
        panel.content.model?.cells.changed.connect(follow);
        follow();
      });
    });
    tracker.activeCellChanged.connect(follow);
    NotebookActions.executed.connect((_, { notebook }) => {
      if (notebook === tracker.currentWidget?.content) {
        follow();
        if (!news.isLive) {
          pulse.quicken();
        }
      }
    });
    return {
      api,
      figures: model,
      receipts,
      work,
      selection: new Selection(),
      preferences: new Preferences(),
      pins,
      news,
      deletions,
      smallPictures: new SmallPictures(api)
    };
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
    const panel = new FigurePanel(gofigr, {
      tracker,
      deeds: deedsOf(app, tracker, gofigr),
      trans,
      others: [workTab(workProps(app.commands, gofigr, trans))]
    });
    restorer?.add(panel, panel.id);
    const place = () =>
      app.shell.add(panel, gofigr.preferences.side, {
        rank: 900,
        type: 'Figures'
      });
    const forward = () => bringForward(app.shell, panel.id);
    await gofigr.preferences.load(registry);
    place();
    let { side } = gofigr.preferences;
    gofigr.preferences.changed.connect(({ side: now }) => {
      if (now !== side) {
        side = now;
        place();
        void forward();
      }
    });
    app.commands.addCommand(IDS.showPanel, {
      label: trans.__('Show Figures'),
      caption: trans.__('Show the kept figures of the active notebook'),
      icon: figuresIcon,
      execute: forward
    });
    app.commands.addCommand(IDS.showWork, {
      label: trans.__('Show All My Work'),
      caption: trans.__('Show everything that is kept, to search it'),
      isEnabled: () => gofigr.preferences.shows('workTab'),
      execute: async () => {
        await forward();
        await panel.search();
      }
    });
    app.commands.addCommand(IDS.showKeys, {
      label: trans.__('Show the Keys of the Figures Panel'),
      execute: async () => {
        await forward();
        panel.toggleKeys();
      }
    });
    for (const command of [IDS.showPanel, IDS.showWork, IDS.showKeys]) {
      palette?.addItem({ command, category: trans.__('Figures') });
    }
  }
};

/**
 * The text of cards and galleries whose kernel is gone.
 */
const views: JupyterFrontEndPlugin<void> = {
  id: '@gofigr/jupyter-panel:views',
  description: 'Shows the text of live views whose kernel has ended.',
  autoStart: true,
  requires: [INotebookTracker],
  activate: (_: JupyterFrontEnd, tracker: INotebookTracker) =>
    forgetDeadViews(tracker)
};

export default [
  figures,
  plugin,
  commands,
  documents,
  comparePlugin,
  outputsPlugin,
  preferences,
  receipts,
  views
];
export { IGoFigr };
