import { ICommandPalette, WidgetTracker } from '@jupyterlab/apputils';
import { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import { messageOf } from '../api';
import { renameFigure } from '../calls/figures';
import { text, textOrNull } from '../wire';
import { ITarget } from './actions';
import { Sheet } from './face';
import { fileName, kindOf, saidSize } from './files';
import { IDS } from './ids';
import { ITools } from './tools';
import { FigureDocument } from './widget';

type Args = ReadonlyPartialJSONObject;

const IN_PALETTE = [
  IDS.rename,
  IDS.share,
  IDS.move,
  IDS.pin,
  IDS.remove,
  IDS.copyLink,
  IDS.copyPicture,
  IDS.copyCitation,
  IDS.keys
];

/** What the commands work on. */
export interface IDesk {
  readonly tools: ITools;
  readonly tracker: WidgetTracker<FigureDocument>;
  /** Open the document of a figure, or bring it to the front. */
  open(target: ITarget): Promise<FigureDocument>;
}

/**
 * Add the commands on figures, and to the palette those that make sense there.
 */
export function addCommands(desk: IDesk, palette: ICommandPalette | null) {
  const { tools } = desk;
  const { commands, trans } = tools;
  commands.addCommand(IDS.open, {
    label: trans.__('Open Figure'),
    isEnabled: args => isTarget(args),
    execute: async args => {
      const { discussion } = await desk.open(targetOf(args));
      const comment = textOrNull(args.comment);
      if (comment) {
        discussion.reveal(comment);
      }
    }
  });
  addChanges(desk);
  addCopies(desk);
  const category = trans.__('Figures');
  for (const command of IN_PALETTE) {
    palette?.addItem({ command, category });
  }
}

function addChanges(desk: IDesk): void {
  const { tools, tracker } = desk;
  const { commands, trans, pins, deletions } = tools;
  const isEnabled = (args: Args) =>
    isTarget(args) || tracker.currentWidget !== null;
  const figureOf = (args: Args) =>
    textOrNull(args.figure) ?? tracker.currentWidget?.model.figureId ?? '';
  const unfold = (sheet: Sheet) => async (args: Args) => {
    const { face } = await desk.open({ figure: figureOf(args) });
    face.sheet = sheet;
  };
  commands.addCommand(IDS.rename, {
    label: trans.__('Rename Figure'),
    isEnabled,
    execute: async args => {
      const figure = figureOf(args);
      const name = textOrNull(args.name);
      if (name) {
        await renameFigure(tools.api, figure, name);
        await documentOf(tracker, figure)?.model.load();
      } else {
        (await desk.open({ figure })).face.renaming = true;
      }
    }
  });
  commands.addCommand(IDS.share, {
    label: trans.__('Share Figure'),
    isEnabled,
    execute: unfold('share')
  });
  commands.addCommand(IDS.move, {
    label: trans.__('Move Figure to Another Analysis'),
    isEnabled,
    execute: unfold('move')
  });
  commands.addCommand(IDS.keys, {
    label: trans.__('Show the Keys of Figures'),
    isEnabled,
    execute: unfold('keys')
  });
  commands.addCommand(IDS.pin, {
    label: args =>
      pins.has(figureOf(args))
        ? trans.__('Unpin Figure')
        : trans.__('Pin Figure'),
    isEnabled,
    execute: async args => {
      const figure = figureOf(args);
      await pins.set(figure, !pins.has(figure)).catch(error => {
        documentOf(tracker, figure)?.face.say(
          messageOf(error) || trans.__('It could not be pinned.')
        );
      });
    }
  });
  commands.addCommand(IDS.remove, {
    label: trans.__('Delete Figure'),
    isEnabled,
    execute: args => {
      const figure = figureOf(args);
      const shown = documentOf(tracker, figure)?.model.shown?.figure.name;
      deletions.begin(figure, text(args.name) || shown || trans.__('Figure'));
    }
  });
}

function addCopies({ tools, tracker }: IDesk): void {
  const { commands, trans, actions } = tools;
  const isEnabled = (args: Args) =>
    isTarget(args) || tracker.currentWidget !== null;
  const current = (args: Args): ITarget => {
    const front = tracker.currentWidget?.model;
    return isTarget(args)
      ? targetOf(args)
      : { figure: front?.figureId, revision: front?.revision ?? undefined };
  };
  const say = (args: Args, sentence: string) => {
    const figure = textOrNull(args.figure);
    const place = figure ? documentOf(tracker, figure) : tracker.currentWidget;
    place?.face.say(sentence);
  };
  const copies: [string, string, (target: ITarget) => Promise<string>][] = [
    [IDS.copyLink, trans.__('Copy Link'), t => actions.copyLink(t)],
    [IDS.copyPicture, trans.__('Copy Picture'), t => actions.copyPicture(t)],
    [
      IDS.copyCitation,
      trans.__('Copy “Cite This Figure”'),
      t => actions.copyCitation(t)
    ]
  ];
  for (const [id, label, copy] of copies) {
    commands.addCommand(id, {
      label,
      isEnabled,
      execute: async args => {
        try {
          say(args, await copy(current(args)));
        } catch (error) {
          say(
            args,
            messageOf(error) || trans.__('The browser refused to copy.')
          );
        }
      }
    });
  }
  const itemOf = (args: Args) => {
    const shown = documentOf(tracker, text(args.figure))?.model.shown;
    const item = shown?.detail?.data.find(({ id }) => id === args.data);
    return shown?.detail && item
      ? { item, name: shown.figure.name, number: shown.detail.number }
      : null;
  };
  commands.addCommand(IDS.download, {
    label: args => {
      const found = itemOf(args);
      return found
        ? `${kindOf(found.item) || fileName(found.item, found.name, found.number)} (${saidSize(found.item.size)})`
        : trans.__('Download');
    },
    isEnabled: args => itemOf(args) !== null,
    execute: async args => {
      const found = itemOf(args);
      if (found) {
        await actions.download(found.item, found.name, found.number);
      }
    }
  });
}

function documentOf(
  tracker: WidgetTracker<FigureDocument>,
  figure: string
): FigureDocument | undefined {
  return tracker.find(({ model }) => model.figureId === figure);
}

function targetOf(args: Args): ITarget {
  return {
    figure: textOrNull(args.figure) ?? undefined,
    revision: textOrNull(args.revision) ?? undefined
  };
}

function isTarget(args: Args): boolean {
  return textOrNull(args.figure) !== null || textOrNull(args.revision) !== null;
}
