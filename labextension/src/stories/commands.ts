import { ICommandPalette } from '@jupyterlab/apputils';
import { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import { analysisPlace, figureDetail } from '../calls/figures';
import {
  STORY_FORMATS,
  createStory,
  exportAddress,
  listStories
} from '../calls/stories';
import { ownWorkspace } from '../place';
import { IGoFigr } from '../tokens';
import { textOrNull } from '../wire';
import { IStoryDesk } from './desk';
import { STORY_IDS } from './ids';
import { formatName, untitled } from './words';

type Args = ReadonlyPartialJSONObject;

/** A revision to tell about. */
interface IShownFigure {
  readonly revision: string;
  readonly workspace: string;
}

/**
 * Add the commands on stories.
 */
export function addStoryCommands(
  desk: IStoryDesk,
  gofigr: IGoFigr,
  palette: ICommandPalette | null
): void {
  const { tools } = desk;
  const { commands, trans, api } = tools;
  commands.addCommand(STORY_IDS.open, {
    label: trans.__('Open Story'),
    isEnabled: ({ story }) => textOrNull(story) !== null,
    execute: ({ story }) => desk.open(textOrNull(story) ?? '')
  });
  commands.addCommand(STORY_IDS.create, {
    label: trans.__('New Story'),
    caption: trans.__('Tell about kept figures, slide by slide'),
    execute: async ({ workspace }) => {
      const place =
        textOrNull(workspace) ??
        gofigr.work.filters.workspace ??
        (await ownWorkspace(gofigr.api));
      if (place) {
        await begin(desk, { workspace: place, revisions: [] });
      }
    }
  });
  commands.addCommand(STORY_IDS.addFigure, {
    label: trans.__('Add to a Story'),
    isEnabled: args => isFigure(gofigr, args),
    execute: async args => {
      const shown = await meant(gofigr, args);
      if (shown) {
        await addTo(desk, shown, await listStories(api, shown.workspace));
      }
    }
  });
  addOnes(desk);
  const category = trans.__('Figures');
  const listed = [STORY_IDS.create, STORY_IDS.addFigure, STORY_IDS.present];
  for (const command of listed) {
    palette?.addItem({ command, category });
  }
  for (const format of STORY_FORMATS) {
    palette?.addItem({
      command: STORY_IDS.download,
      category,
      args: { format, isPalette: true }
    });
  }
}

/** Those that need a story. */
function addOnes({ tools, tracker }: IStoryDesk): void {
  const { commands, trans, api, deletions } = tools;
  const find = ({ story }: Args) =>
    tracker.find(({ model }) => model.id === story) ?? tracker.currentWidget;
  const isEnabled = (args: Args) => Boolean(find(args)?.model.keeping);
  commands.addCommand(STORY_IDS.present, {
    label: trans.__('Present Story'),
    isEnabled,
    execute: args => find(args)?.present()
  });
  commands.addCommand(STORY_IDS.download, {
    label: args => {
      const name = formatName(formatOf(args), trans);
      return args.isPalette ? trans.__('Export Story as %1', name) : name;
    },
    isEnabled,
    execute: async args => {
      const story = find(args)?.model;
      // What is not saved would be missing in the file.
      if (await story?.keeping?.save()) {
        const link = document.createElement('a');
        link.href = exportAddress(api, story?.id ?? '', formatOf(args));
        link.download = '';
        link.click();
      }
    }
  });
  commands.addCommand(STORY_IDS.remove, {
    label: trans.__('Delete Story'),
    isEnabled,
    execute: args => {
      const story = find(args)?.model;
      if (story) {
        deletions.begin(story.id, story.draft.name);
      }
    }
  });
}

/** Add a figure to a story that the user chooses. */
async function addTo(
  desk: IStoryDesk,
  { workspace, revision }: IShownFigure,
  known: Awaited<ReturnType<typeof listStories>>
): Promise<void> {
  const { trans } = desk.tools;
  const fresh = trans.__('A new story');
  const newest = [...known].sort((a, b) => +b.changed - +a.changed);
  const names = newest.map(
    ({ name, slides }, place) =>
      `${place + 1}. ${name} (${trans._n('%1 slide', '%1 slides', slides)})`
  );
  const place = newest.length
    ? await desk.choose(trans.__('Add to a story'), [fresh, ...names])
    : 0;
  if (place === null) {
    return;
  }
  const chosen = newest.at(place - 1);
  if (place > 0 && chosen) {
    const { model } = await desk.open(chosen.id);
    model.addFigures([revision]);
  } else {
    await begin(desk, { workspace, revisions: [revision] });
  }
}

async function begin(
  desk: IStoryDesk,
  place: { readonly workspace: string; readonly revisions: readonly string[] }
): Promise<void> {
  const { api, trans } = desk.tools;
  const name = untitled(trans);
  const { workspace, revisions } = place;
  const { id } = await createStory(api, workspace, name, revisions);
  await desk.open(id);
}

function isFigure({ selection }: IGoFigr, args: Args): boolean {
  return Boolean(textOrNull(args.figure) ?? selection.current);
}

/** The revision that a command means: the named one, or the newest. */
async function meant(
  { api, selection }: IGoFigr,
  args: Args
): Promise<IShownFigure | null> {
  const id = textOrNull(args.figure) ?? selection.current?.figure;
  if (!id) {
    return null;
  }
  const { analysis, revisions } = await figureDetail(api, id);
  const { workspace } = await analysisPlace(api, analysis);
  const revision = textOrNull(args.revision) ?? revisions.at(-1)?.id;
  return revision ? { revision, workspace } : null;
}

function formatOf({ format }: Args) {
  return STORY_FORMATS.find(known => known === format) ?? 'pptx';
}
