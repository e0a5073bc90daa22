import {
  ILabShell,
  ILayoutRestorer,
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker, NotebookActions } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { addAnsweringCommand } from './answering/commands';
import { Api } from './api';
import { deleteFigure } from './calls/figures';
import { addCheckCommand, checking } from './checking/commands';
import { IDS } from './commands/ids';
import { commands } from './commands/plugin';
import { Deletions } from './deletions';
import { documents } from './document/plugin';
import { comparePlugin } from './compare/plugin';
import { CommentCounts } from './discussion/counts';
import { talkIn } from './discussion/news';
import { bringForward } from './forward';
import { figuresIcon } from './icon';
import { addImportCommands, offerFiles } from './importing/commands';
import { FileDrops } from './importing/drops';
import { importsFoot } from './importing/foot';
import { ImportsModel } from './importing/model';
import { inboxProps } from './inbox/deeds';
import { InboxModel, isNotice } from './inbox/model';
import { inboxTab } from './inbox/tab';
import { FigureListModel } from './model';
import { News } from './news';
import { activeNotebook } from './notebook';
import { deedsOf } from './panel/deeds';
import { outputsPlugin } from './outputs/plugin';
import { openPanelMenu } from './panel/menu';
import { FigurePanel } from './panel/panel';
import { People } from './people';
import { preferences } from './preferences/plugin';
import { Preferences } from './preferences/preferences';
import { Pins } from './pins';
import { Pulse } from './pulse';
import { ReceiptsModel } from './receipts/model';
import { receipts } from './receipts/plugin';
import { searchTab } from './search/tab';
import { Selection } from './selection';
import { SmallPictures } from './small-pictures';
import { stories } from './stories/plugin';
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
    const commentCounts = new CommentCounts(api);
    const inbox = new InboxModel(api);
    news.told.connect((_, item) => {
      commentCounts.hear(item);
      inbox.hear(item);
      if (talkIn(item) || isNotice(item)) {
        return; // what was said changes no figure
      }
      if (item.kind === 'change' && item.change.kind === 'story') {
        work.stir();
        return; // nor does what is told about it
      }
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
      smallPictures: new SmallPictures(api),
      commentCounts,
      inbox,
      imports: new ImportsModel(api),
      people: new People(api)
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
  optional: [
    ITranslator,
    ISettingRegistry,
    ICommandPalette,
    ILayoutRestorer,
    ILabShell
  ],
  activate: async (
    app: JupyterFrontEnd,
    gofigr: IGoFigr,
    tracker: INotebookTracker,
    translator: ITranslator | null,
    registry: ISettingRegistry | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null,
    labShell: ILabShell | null
  ) => {
    const trans = (translator ?? nullTranslator).load('gofigr_jupyter');
    // Notebook 7 has room for one document only; below it there is more.
    const area = labShell ? 'main' : 'down';
    const check = checking(app, gofigr, area, trans);
    const panel = new FigurePanel(gofigr, {
      tracker,
      deeds: deedsOf(app, tracker, gofigr),
      trans,
      openMenu: button => openPanelMenu(app.commands, button),
      others: [
        workTab(workProps(app.commands, gofigr, trans), gofigr.preferences),
        inboxTab(inboxProps(app.commands, gofigr, trans)),
        searchTab(app.commands, gofigr, trans)
      ],
      foot: importsFoot(app.commands, gofigr, check, trans)
    });
    const drops = new FileDrops(panel.node, files =>
      offerFiles(gofigr.imports, files)
    );
    panel.disposed.connect(() => drops.dispose());
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
        await panel.search('work');
      }
    });
    app.commands.addCommand(IDS.showSearch, {
      label: trans.__('Search Everything Kept'),
      caption: trans.__('Search by words or by a picture'),
      isEnabled: () => gofigr.preferences.shows('workTab'),
      execute: async () => {
        await forward();
        await panel.search('search');
      }
    });
    app.commands.addCommand(IDS.showKeys, {
      label: trans.__('Show the Keys of the Figures Panel'),
      execute: async () => {
        await forward();
        panel.toggleKeys();
      }
    });
    addImportCommands(app.commands, gofigr.imports, trans);
    addCheckCommand(app, check, trans);
    addAnsweringCommand(app, gofigr, area, trans);
    for (const command of [
      IDS.showPanel,
      IDS.showWork,
      IDS.showSearch,
      IDS.showKeys,
      IDS.importDocument,
      IDS.importRepository,
      IDS.checkDeck,
      IDS.chooseAnswering
    ]) {
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
  stories,
  views
];
export { IGoFigr };
