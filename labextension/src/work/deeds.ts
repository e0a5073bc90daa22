import { TranslationBundle } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';

import { FIGURE_KEYS, IDS } from '../commands/ids';
import { IEntry } from '../calls/catalog';
import { IPicked } from '../selection';
import { dragFigure } from '../drag';
import { STORY_IDS } from '../stories/ids';
import { IGoFigr } from '../tokens';
import { openFigureMenu } from './menu';
import { Thumbnails } from './thumbnails';
import { IWorkViewProps } from './view';

/**
 * What happens when somebody marks, opens or drags a row of "All my work".
 */
export function workProps(
  commands: CommandRegistry,
  { api, commentCounts, selection, work }: IGoFigr,
  trans: TranslationBundle
): IWorkViewProps {
  const thumbnails = new Thumbnails(api);
  return {
    model: work,
    thumbnails,
    counts: commentCounts,
    trans,
    onMark: entry => {
      selection.current = entry && picked(entry);
    },
    onOpen: entry => {
      switch (entry.kind) {
        case 'workspace':
          return work.narrow({ kind: 'analysis', workspace: entry.id });
        case 'analysis':
          return work.narrow({ kind: 'figure', analysis: entry.id });
        case 'story':
          return void commands.execute(STORY_IDS.open, { story: entry.id });
        case 'asset':
          return show(api.url(['asset', entry.id]));
        case 'figure':
          return commands.hasCommand(IDS.open)
            ? void commands.execute(IDS.open, { figure: entry.id })
            : show(api.url(['figure', entry.id]));
      }
    },
    onNewStory: () => {
      const { workspace } = work.filters;
      void commands.execute(STORY_IDS.create, { workspace });
    },
    onKey: key => {
      const command = FIGURE_KEYS[key.toLowerCase()];
      if (!command || !commands.isEnabled(command)) {
        return false;
      }
      void commands.execute(command);
      return true;
    },
    onDrag: (entry, event) => {
      // Not the browser's dragging, but Lab's, which notebooks understand.
      event.preventDefault();
      const { name, newest } = entry;
      if (newest) {
        const small = thumbnails.get(newest.id) ?? null;
        void dragFigure(api, { name, revision: newest }, small, event);
      }
    },
    onMenu: (entry, event) => {
      const figure = picked(entry);
      if (figure && !event.shiftKey) {
        event.preventDefault();
        event.stopPropagation();
        openFigureMenu(commands, figure, event);
      }
    }
  };
}

function picked(entry: IEntry): IPicked | null {
  return entry.kind === 'figure'
    ? { figure: entry.id, name: entry.name, revision: entry.newest }
    : null;
}

function show(page: string): void {
  window.open(page, '_blank', 'noopener');
}
