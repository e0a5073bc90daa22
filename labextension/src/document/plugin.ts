import {
  ILabShell,
  ILayoutRestorer,
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, WidgetTracker } from '@jupyterlab/apputils';
import { IEditorServices } from '@jupyterlab/codeeditor';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

import { Api } from '../api';
import { deleteComment } from '../calls/comments';
import { revisionDetail } from '../calls/revisions';
import { bringForward } from '../forward';
import { IGoFigr } from '../tokens';
import { Actions, ITarget } from './actions';
import { IDesk, addCommands } from './commands';
import { Contents } from './contents';
import { IDS } from './ids';
import { FigureDocumentModel } from './model';
import { Deletions } from '../deletions';
import { DiscussionModel } from '../discussion/model';
import { talkIn } from '../discussion/news';
import { InsightModel } from '../insight/model';
import { ReviewModel, isAboutReview } from '../review/model';
import { ITools } from './tools';
import { UndoBar } from './undo';
import { FigureDocument } from './widget';

/**
 * Figures as documents in the main area.
 */
export const documents: JupyterFrontEndPlugin<void> = {
  id: '@gofigr/jupyter-panel:documents',
  description: 'Shows a kept figure in the main area.',
  autoStart: true,
  requires: [IGoFigr, IRenderMimeRegistry, IEditorServices],
  optional: [ITranslator, ICommandPalette, ILayoutRestorer, ILabShell],
  activate: (
    app: JupyterFrontEnd,
    gofigr: IGoFigr,
    rendermime: IRenderMimeRegistry,
    editors: IEditorServices,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null,
    labShell: ILabShell | null
  ) => {
    const { api, people } = gofigr;
    const trans = (translator ?? nullTranslator).load('gofigr_jupyter');
    const contents = new Contents(api);
    const tools: ITools = {
      api,
      actions: new Actions(api, contents, people, trans),
      contents,
      people,
      pins: gofigr.pins,
      deletions: gofigr.deletions,
      smallPictures: gofigr.smallPictures,
      commentDeletions: new Deletions(id => deleteComment(api, id)),
      commands: app.commands,
      rendermime,
      editors,
      trans
    };
    // Notebook 7 has room for one document only; below it there is more.
    const desk = makeDesk(app, tools, labShell ? 'main' : 'down');
    gofigr.figures.changed.connect(({ state }) => {
      for (const row of state.kind === 'figures' ? state.rows : []) {
        desk.tracker
          .filter(({ model }) => model.figureId === row.id)
          .forEach(({ model }) => void model.follow(row.revision.id));
      }
    });
    gofigr.news.told.connect((_, item) => {
      desk.tracker.forEach(({ discussion, review }) => {
        discussion.hear(item);
        review.hear(item);
      });
      const isOfFigure = !talkIn(item) && !isAboutReview(item);
      if (item.kind === 'change' && isOfFigure) {
        const { figure, target } = item.change;
        desk.tracker
          .filter(({ model }) => [figure, target].includes(model.figureId))
          .forEach(({ model }) => void model.load());
      }
    });
    addCommands(desk, palette);
    Widget.attach(new UndoBar(tools, desk.tracker), document.body);
    void restorer?.restore(desk.tracker, {
      command: IDS.open,
      args: ({ model }) => ({
        figure: model.figureId,
        revision: model.revision ?? ''
      }),
      name: ({ id }) => id
    });
  }
};

function makeDesk(
  app: JupyterFrontEnd,
  tools: ITools,
  area: 'main' | 'down'
): IDesk {
  const tracker = new WidgetTracker<FigureDocument>({
    namespace: 'gofigr-figure'
  });
  const show = (
    figure: string | null,
    revision: string | null
  ): FigureDocument => {
    const known = tracker.find(({ model }) => model.figureId === figure);
    if (known) {
      if (revision) {
        void known.model.look(revision);
      }
      void bringForward(app.shell, known.id);
      return known;
    }
    const model = new FigureDocumentModel(tools.api, figure, revision);
    const talk = {
      discussion: new DiscussionModel(tools.api, tools.commentDeletions),
      insight: new InsightModel(tools.api),
      review: new ReviewModel(tools.api)
    };
    const made = new FigureDocument(model, talk, tools);
    model.changed.connect(() => void tracker.save(made));
    void tracker.add(made);
    made.toggleClass('gofigr-mod-below', area === 'down');
    app.shell.add(made, area, { type: 'Figure' });
    void bringForward(app.shell, made.id);
    void model.load();
    void tools.pins.load().catch(() => {
      // Without the account nothing is shown as pinned.
    });
    return made;
  };
  return {
    tools,
    tracker,
    open: async ({ figure, revision }: ITarget) =>
      show(figure ?? (await figureOf(tools.api, revision)), revision ?? null)
  };
}

/** Null where that cannot be told now: the document says why. */
async function figureOf(
  api: Api,
  revision: string | undefined
): Promise<string | null> {
  return revisionDetail(api, revision ?? '').then(
    ({ figure }) => figure,
    () => null
  );
}
