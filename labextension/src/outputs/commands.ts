import { Clipboard, Notification } from '@jupyterlab/apputils';
import { TranslationBundle } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import { RequestError } from '../api';
import { revisionDetail } from '../calls/revisions';
import { IDS as PANEL } from '../commands/ids';
import { IGoFigr } from '../tokens';
import { IDS } from './ids';
import { IKept } from './note';
import { savePicture } from './save';

export type Args = ReadonlyPartialJSONObject;

/** What the commands work with. */
export interface IOutputTools {
  readonly commands: CommandRegistry;
  readonly gofigr: IGoFigr;
  readonly trans: TranslationBundle;
  /** The kept figure that the arguments mean. */
  meant(args: Args): IKept | null;
}

/**
 * Add what can be done with a kept figure where it stands in a notebook.
 */
export function addCommands(tools: IOutputTools): void {
  const { commands, gofigr, trans } = tools;
  const { api, selection } = gofigr;
  add(tools, IDS.show, trans.__('Show in Panel'), async ({ revision }) => {
    const found = await revisionDetail(api, revision);
    const { figure, figureName: name } = found;
    selection.current = { figure, name, revision: found };
    await commands.execute(PANEL.showPanel);
  });
  add(tools, IDS.copyLink, trans.__('Copy Link to Figure'), async kept =>
    Clipboard.copyToSystem(link(tools, kept))
  );
  add(tools, IDS.save, trans.__('Save with Provenance'), async kept => {
    const found = await revisionDetail(api, kept.revision);
    if (!(await savePicture(api, found, link(tools, kept)))) {
      Notification.info(trans.__('This revision has no picture to save.'));
    }
  });
}

function add(
  { commands, trans, meant }: IOutputTools,
  id: string,
  label: string,
  work: (kept: IKept) => Promise<unknown>
): void {
  commands.addCommand(id, {
    label,
    isEnabled: args => meant(args) !== null,
    isVisible: args => !args.pointed || meant(args) !== null,
    execute: async args => {
      const kept = meant(args);
      await (kept && work(kept))?.catch(error => {
        const told = error instanceof RequestError ? error.message : '';
        Notification.error(
          told || trans.__('The figure cannot be fetched now.')
        );
      });
    }
  });
}

function link({ gofigr }: IOutputTools, { revision }: IKept): string {
  const page = gofigr.api.page({ id: revision, shortId: null });
  return new URL(page, document.baseURI).href;
}
