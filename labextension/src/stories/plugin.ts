import {
  ILabShell,
  ILayoutRestorer,
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import {
  ICommandPalette,
  InputDialog,
  WidgetTracker
} from '@jupyterlab/apputils';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { deleteStory } from '../calls/stories';
import { Deletions } from '../deletions';
import { bringForward } from '../forward';
import { NewsItem } from '../news';
import { IGoFigr } from '../tokens';
import { addStoryCommands } from './commands';
import { SlideFigures } from './figures';
import { STORY_IDS } from './ids';
import { IStoryDesk } from './desk';
import { IStoryTools } from './tools';
import type { StoryDocument } from './widget';

/**
 * Stories as documents in the main area.
 */
export const stories: JupyterFrontEndPlugin<void> = {
  id: '@gofigr/jupyter-panel:stories',
  description: 'Shows stories about figures in the main area.',
  autoStart: true,
  requires: [IGoFigr, IRenderMimeRegistry],
  optional: [ITranslator, ICommandPalette, ILayoutRestorer, ILabShell],
  activate: (
    app: JupyterFrontEnd,
    gofigr: IGoFigr,
    rendermime: IRenderMimeRegistry,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null,
    labShell: ILabShell | null
  ) => {
    const { api, people, smallPictures } = gofigr;
    const tools: IStoryTools = {
      api,
      figures: new SlideFigures(api),
      people,
      deletions: new Deletions(id => deleteStory(api, id)),
      smallPictures,
      commands: app.commands,
      rendermime,
      trans: (translator ?? nullTranslator).load('gofigr_jupyter')
    };
    const desk = makeDesk(app, tools, labShell ? 'main' : 'down');
    gofigr.news.told.connect((_, item) => hear(desk, item));
    addStoryCommands(desk, gofigr, palette);
    void restorer?.restore(desk.tracker, {
      command: STORY_IDS.open,
      args: ({ model }) => ({ story: model.id }),
      name: ({ id }) => id
    });
  }
};

function hear({ tracker, tools }: IStoryDesk, item: NewsItem): void {
  const isBack = item.kind === 'service' && item.state === 'here';
  if (isBack || item.kind === 'reset') {
    tracker.forEach(({ model }) => void model.follow());
  } else if (item.kind === 'change') {
    const { figure, target } = item.change;
    tracker
      .filter(({ model }) => model.id === target)
      .forEach(({ model }) => void model.follow());
    tools.figures.stir(figure ?? target);
  }
}

function makeDesk(
  app: JupyterFrontEnd,
  tools: IStoryTools,
  area: 'main' | 'down'
): IStoryDesk {
  const tracker = new WidgetTracker<StoryDocument>({
    namespace: 'gofigr-story'
  });
  const make = async (story: string) => {
    // Loaded when it is needed.
    const [{ StoryDocument }, { StoryModel }, { Writing }, { Drafts }] =
      await Promise.all([
        import('./widget'),
        import('./model'),
        import('./writing'),
        import('./keeping/drafts')
      ]);
    const model = new StoryModel(
      tools.api,
      story,
      new Drafts(window.localStorage)
    );
    const writing = new Writing(tools.api, model);
    const made = new StoryDocument(model, writing, tools);
    await tracker.add(made);
    made.toggleClass('gofigr-mod-below', area === 'down');
    app.shell.add(made, area, { type: 'Story' });
    return made;
  };
  return {
    tools,
    tracker,
    open: async story => {
      const known = tracker.find(({ model }) => model.id === story);
      const shown = known ?? (await make(story));
      void bringForward(app.shell, shown.id);
      await shown.model.load();
      return shown;
    },
    choose: async (title, items) => {
      const { value } = await InputDialog.getItem({
        title,
        items: [...items],
        okLabel: tools.trans.__('Add')
      });
      return value === null ? null : items.indexOf(value);
    }
  };
}
