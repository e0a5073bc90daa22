import {
  ILabShell,
  ILayoutRestorer,
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { WidgetTracker } from '@jupyterlab/apputils';
import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { ReadonlyPartialJSONObject, UUID } from '@lumino/coreutils';

import { Api } from '../api';
import { IDS } from '../commands/ids';
import { bringForward } from '../forward';
import { figuresIcon } from '../icon';
import { InsightModel } from '../insight/model';
import { ICompareRequest, MODES, Mode } from './model';
import type { CompareWidget } from './widget';

/**
 * Compares two revisions. Arguments: `revisions`, the ids of two (or of one,
 * which is compared with its neighbor), or `figure`, whose newest two are taken;
 * `mode`, the way to compare.
 */
export const COMPARE = 'gofigr:compare';

/** Another part's: takes `{figure}`. */
const OPEN_FIGURE = 'gofigr:open-figure';

export const comparePlugin: JupyterFrontEndPlugin<void> = {
  id: '@gofigr/jupyter-panel:compare',
  description: 'Compares two revisions of figures.',
  autoStart: true,
  requires: [IRenderMimeRegistry],
  optional: [ITranslator, IEditorLanguageRegistry, ILabShell, ILayoutRestorer],
  activate: (
    app: JupyterFrontEnd,
    rendermime: IRenderMimeRegistry,
    translator: ITranslator | null,
    languages: IEditorLanguageRegistry | null,
    labShell: ILabShell | null,
    restorer: ILayoutRestorer | null
  ) => {
    const trans = (translator ?? nullTranslator).load('gofigr_jupyter');
    const tracker = new WidgetTracker<CompareWidget>({
      namespace: 'gofigr-compare'
    });
    const api = new Api(app.serviceManager.serverSettings);
    const open = async (request: ICompareRequest, mode: Mode, name: string) => {
      // Loaded when it is needed: it brings the editor's merge view.
      const [{ CompareWidget }, { CompareModel }, { BrowserPictures }] =
        await Promise.all([
          import('./widget'),
          import('./model'),
          import('./pictures')
        ]);
      const model = new CompareModel(api, new BrowserPictures(), request);
      model.mode = mode;
      const openFigure = (figure: string) =>
        void app.commands.execute(OPEN_FIGURE, { figure });
      const chooseAnswering = (figure: string) =>
        void app.commands.execute(IDS.chooseAnswering, { figure });
      const insight = new InsightModel(api);
      const surroundings = {
        trans,
        rendermime,
        languages,
        insight,
        openFigure,
        chooseAnswering
      };
      const widget = new CompareWidget(model, { request, name }, surroundings);
      model.changed.connect(() => void tracker.save(widget));
      await tracker.add(widget);
      // Notebook 7 has room for one document only; below it there is more.
      widget.toggleClass('gofigr-mod-below', !labShell);
      app.shell.add(widget, labShell ? 'main' : 'down');
      void model.load();
      return widget;
    };
    app.commands.addCommand(COMPARE, {
      label: trans.__('Compare Revisions'),
      caption: trans.__('Compare two revisions of figures'),
      icon: figuresIcon,
      isEnabled: args => requestOf(args) !== null,
      execute: async args => {
        const request = requestOf(args);
        if (request) {
          const widget =
            tracker.find(other => shows(other, request)) ??
            (await open(request, modeOf(args), nameOf(args)));
          await bringForward(app.shell, widget.id);
        }
      }
    });
    if (restorer) {
      void restorer.restore(tracker, {
        command: COMPARE,
        args: ({ model, origin }) => ({
          ...origin.request,
          revisions: [...(model.revisions ?? origin.request.revisions)],
          mode: model.mode,
          name: origin.name
        }),
        name: ({ origin }) => origin.name
      });
    }
  }
};

function requestOf(args: ReadonlyPartialJSONObject): ICompareRequest | null {
  const revisions = Array.isArray(args.revisions)
    ? args.revisions.filter(id => typeof id === 'string')
    : [];
  const figure = typeof args.figure === 'string' ? args.figure : undefined;
  return revisions.length || figure ? { revisions, figure } : null;
}

/** The name of a restored comparison, by which the layout knows its place. */
function nameOf(args: ReadonlyPartialJSONObject): string {
  return typeof args.name === 'string' ? args.name : UUID.uuid4();
}

function modeOf(args: ReadonlyPartialJSONObject): Mode {
  return MODES.find(mode => mode === args.mode) ?? 'side';
}

function shows({ model }: CompareWidget, request: ICompareRequest): boolean {
  const [before, after] = request.revisions;
  return (
    after !== undefined &&
    model.revisions?.[0] === before &&
    model.revisions[1] === after
  );
}
