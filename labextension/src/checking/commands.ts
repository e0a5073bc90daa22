import { JupyterFrontEnd } from '@jupyterlab/application';
import { TranslationBundle } from '@jupyterlab/translation';

import { IDS } from '../commands/ids';
import { bringForward } from '../forward';
import { DECKS, chooseFiles } from '../importing/choosing';
import { IGoFigr } from '../tokens';
import { CheckModel } from './model';
import { CheckWidget } from './widget';

/** Checks a document, and shows what came of it. */
export type CheckFile = (file: File) => void;

/**
 * Checks documents and shows what came of it in an area of the shell.
 */
export function checking(
  app: JupyterFrontEnd,
  { api, smallPictures }: IGoFigr,
  area: 'main' | 'down',
  trans: TranslationBundle
): CheckFile {
  const { commands, shell } = app;
  return file => {
    const model = new CheckModel(api, file);
    const widget = new CheckWidget({
      model,
      pictures: smallPictures,
      onOpen: (figure, revision) =>
        void commands.execute(IDS.open, { figure, revision }),
      onCompare: (before, after) =>
        void commands.execute(IDS.compare, { revisions: [before, after] }),
      trans
    });
    widget.toggleClass('gofigr-mod-below', area === 'down');
    shell.add(widget, area);
    void model.check();
    void bringForward(shell, widget.id);
  };
}

/**
 * Add the command that has a document chosen and checks it.
 */
export function addCheckCommand(
  { commands }: JupyterFrontEnd,
  check: CheckFile,
  trans: TranslationBundle
): void {
  commands.addCommand(IDS.checkDeck, {
    label: trans.__('Check a Deck…'),
    caption: trans.__(
      'Tell which figures the pictures of a presentation, text or PDF show, and whether there are newer ones'
    ),
    execute: () =>
      chooseFiles(DECKS.join(','), files => files.forEach(file => check(file)))
  });
}
