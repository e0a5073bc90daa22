import { MenuSvg } from '@jupyterlab/ui-components';
import { CommandRegistry } from '@lumino/commands';

import { IDS } from '../commands/ids';
import { IPicked } from '../selection';

const GROUPS = [
  [IDS.open, IDS.comparePrevious, IDS.jump, IDS.insert],
  ['gofigr:copy-link', 'gofigr:copy-picture'],
  [
    'gofigr:pin-figure',
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
  const menu = new MenuSvg({ commands });
  const args = { figure, name, ...(revision ? { revision: revision.id } : {}) };
  for (const group of GROUPS) {
    const there = group.filter(command => commands.hasCommand(command));
    there.forEach(command => menu.addItem({ command, args }));
    if (there.length && group !== GROUPS.at(-1)) {
      menu.addItem({ type: 'separator' });
    }
  }
  menu.aboutToClose.connect(() => {
    // Not now: the chosen command still runs.
    setTimeout(() => menu.dispose());
  });
  menu.open(at.clientX, at.clientY);
}
