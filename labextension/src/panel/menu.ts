import { CommandRegistry } from '@lumino/commands';

import { IDS } from '../commands/ids';
import { passingMenu } from '../passing-menu';

/**
 * Open the menu of what the panel does with documents and repositories, and of
 * how it is, below its button.
 */
export function openPanelMenu(
  commands: CommandRegistry,
  button: DOMRect
): void {
  const menu = passingMenu(commands);
  menu.addItem({ command: IDS.checkDeck });
  menu.addItem({ type: 'separator' });
  menu.addItem({ command: IDS.importDocument });
  menu.addItem({ command: IDS.importRepository });
  menu.addItem({ type: 'separator' });
  menu.addItem({ command: IDS.chooseAnswering });
  menu.addItem({ command: IDS.showKeys });
  menu.open(button.left, button.bottom + 2);
}
