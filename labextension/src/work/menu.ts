import { CommandRegistry } from '@lumino/commands';

import { IDS } from '../commands/ids';
import { passingMenu } from '../passing-menu';
import { IPicked } from '../selection';
import { STORY_IDS } from '../stories/ids';

const GROUPS = [
  [IDS.open, IDS.comparePrevious, IDS.jump, IDS.insert],
  ['gofigr:copy-link', 'gofigr:copy-picture'],
  [
    'gofigr:pin-figure',
    STORY_IDS.addFigure,
    'gofigr:rename-figure',
    'gofigr:share-figure',
    'gofigr:move-figure'
  ],
  ['gofigr:delete-figure']
];

/**
 * Open the menu of what can be done with a figure.
 */
export function openFigureMenu(
  commands: CommandRegistry,
  { figure, name, revision }: IPicked,
  at: { readonly clientX: number; readonly clientY: number }
): void {
  const menu = passingMenu(commands);
  const args = { figure, name, ...(revision ? { revision: revision.id } : {}) };
  for (const group of GROUPS) {
    const there = group.filter(command => commands.hasCommand(command));
    there.forEach(command => menu.addItem({ command, args }));
    if (there.length && group !== GROUPS.at(-1)) {
      menu.addItem({ type: 'separator' });
    }
  }
  menu.open(at.clientX, at.clientY);
}
