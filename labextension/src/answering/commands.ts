import { JupyterFrontEnd } from '@jupyterlab/application';
import { TranslationBundle } from '@jupyterlab/translation';

import { Api } from '../api';
import { analysisPlace, figureDetail } from '../calls/figures';
import { IDS } from '../commands/ids';
import { FigureDocument } from '../document/widget';
import { bringForward } from '../forward';
import { IGoFigr } from '../tokens';
import { textOrNull } from '../wire';
import { AnsweringModel } from './model';
import { AnsweringWidget } from './widget';

/**
 * Add the command that shows who answers, where a figure is: the one that is
 * named, looked at, or marked in the panel.
 */
export function addAnsweringCommand(
  { commands, shell }: JupyterFrontEnd,
  { api, selection }: IGoFigr,
  area: 'main' | 'down',
  trans: TranslationBundle
): void {
  let widget: AnsweringWidget | null = null;
  commands.addCommand(IDS.chooseAnswering, {
    label: trans.__('Deep Insight Settings…'),
    caption: trans.__('Choose who answers questions about figures'),
    execute: async args => {
      const front = shell.currentWidget;
      const figure =
        textOrNull(args.figure) ??
        (front instanceof FigureDocument ? front.model.figureId : null) ??
        selection.current?.figure ??
        null;
      if (!widget || widget.isDisposed) {
        widget = new AnsweringWidget(new AnsweringModel(api), trans);
        widget.toggleClass('gofigr-mod-below', area === 'down');
        shell.add(widget, area);
      }
      const { model } = widget;
      if (!model.isChanged) {
        // Else somebody writes: that stays.
        void workspaceOf(api, figure).then(place => model.show(place));
      }
      await bringForward(shell, widget.id);
    }
  });
}

/** Undefined where it cannot be told. */
async function workspaceOf(
  api: Api,
  figure: string | null
): Promise<string | undefined> {
  if (figure === null) {
    return undefined;
  }
  try {
    const { analysis } = await figureDetail(api, figure);
    return (await analysisPlace(api, analysis)).workspace || undefined;
  } catch {
    return undefined;
  }
}
