import { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import { figureDetail } from '../calls/figures';
import { revisionDetail } from '../calls/revisions';
import { rerunCell } from '../cell';
import { insertFigure, runBelow } from '../insert';
import { revealCell } from '../reveal';
import { IPicked } from '../selection';
import { textOrNull } from '../wire';
import { IDS } from './ids';
import { ITools } from './tools';

type Args = ReadonlyPartialJSONObject;

/**
 * Add the commands that act on one figure.
 */
export function addFigureCommands(tools: ITools): void {
  const { commands, trans, tracker, gofigr } = tools;
  const { api } = gofigr;
  const add = (
    id: string,
    label: string,
    work: (picked: IPicked) => Promise<unknown>,
    isPossible = () => true
  ) =>
    commands.addCommand(id, {
      label,
      isEnabled: args => isMeant(tools, args) && isPossible(),
      execute: async args => {
        const picked = await meant(tools, args);
        if (picked) {
          await work(picked);
        }
      }
    });
  add(
    IDS.openMarked,
    trans.__('Open Figure'),
    ({ figure }) => commands.execute(IDS.open, { figure }),
    () => commands.hasCommand(IDS.open)
  );
  add(
    IDS.comparePrevious,
    trans.__('Compare with Previous Revision'),
    ({ figure }) => commands.execute(IDS.compare, { figure }),
    () => commands.hasCommand(IDS.compare)
  );
  add(IDS.openPage, trans.__('Open Page in Browser'), async picked => {
    const page = picked.revision
      ? api.page(picked.revision)
      : api.url(['figure', picked.figure]);
    window.open(page, '_blank', 'noopener');
  });
  add(
    IDS.insert,
    trans.__('Insert into Notebook'),
    async ({ name, revision }) => {
      if (tracker.currentWidget && revision) {
        await insertFigure(api, tracker.currentWidget, { name, revision });
      }
    },
    () => tracker.currentWidget !== null
  );
  add(IDS.jump, trans.__('Jump to Cell'), picked => jump(tools, picked));
  commands.addCommand(IDS.rerun, {
    label: trans.__('Run Again with Other Values'),
    isEnabled: args => isMeant(tools, args) && tracker.currentWidget !== null,
    execute: async args => {
      const picked = textOrNull(args.revision);
      await rerun(tools, picked ?? (await meant(tools, args))?.revision?.id);
    }
  });
}

/**
 * Run a revision of a clean room in the notebook in front, where its controls
 * appear.
 */
async function rerun(tools: ITools, id: string | undefined): Promise<void> {
  const { gofigr, tracker, trans } = tools;
  const panel = tracker.currentWidget;
  if (!id || !panel) {
    return;
  }
  const revision = await revisionDetail(gofigr.api, id);
  if (!revision.isCleanRoom) {
    return tools.say(
      trans.__(
        'Only figures of functions with @reproducible above them can be run again by themselves.'
      )
    );
  }
  tools.activate(panel);
  await runBelow(panel, rerunCell(revision.shortId ?? revision.id));
}

/**
 * Show the cell that made the figure, opening its notebook if it must be.
 */
async function jump(tools: ITools, { revision }: IPicked): Promise<void> {
  const { gofigr, tracker, trans, open } = tools;
  if (!revision) {
    return;
  }
  const { provenance } = await revisionDetail(gofigr.api, revision.id);
  const { root } = await gofigr.api.destination();
  const path = below(root, provenance.notebook?.path ?? '');
  const cell = provenance.cell?.id;
  if (path === null || !cell) {
    return tools.say(
      trans.__('It is not known which cell of this server made the figure.')
    );
  }
  const panel =
    tracker.find(({ context }) => context.path === path) ?? (await open(path));
  if (!panel || !(await revealCell(panel, cell))) {
    return tools.say(
      trans.__('The cell is no longer in %1. The figure has its code.', path)
    );
  }
  tools.activate(panel);
}

/** Whether there is a figure that a command could mean. */
function isMeant({ gofigr }: ITools, args: Args): boolean {
  return Boolean(textOrNull(args.figure) ?? gofigr.selection.current);
}

async function meant({ gofigr }: ITools, args: Args): Promise<IPicked | null> {
  const marked = gofigr.selection.current;
  const figure = textOrNull(args.figure);
  if (figure === null || figure === marked?.figure) {
    return marked;
  }
  const { name, revisions } = await figureDetail(gofigr.api, figure);
  return { figure, name, revision: revisions.at(-1) ?? null };
}

/** `path` as seen from the folder `root`; null where it is not in there. */
function below(root: string, path: string): string | null {
  const folder = `${root.replace(/\/$/, '')}/`;
  return path.startsWith(folder) ? path.slice(folder.length) : null;
}
