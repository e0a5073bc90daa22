import { TranslationBundle } from '@jupyterlab/translation';
import { MenuSvg } from '@jupyterlab/ui-components';
import { CommandRegistry } from '@lumino/commands';
import { Menu } from '@lumino/widgets';

import { IRevisionDetail } from '../calls/revisions';
import { passingMenu } from '../passing-menu';
import { IDS } from './ids';

/**
 * The menu of what can be done with a figure and the revision looked at.
 */
export function figureMenu(
  commands: CommandRegistry,
  figure: string,
  detail: IRevisionDetail | null,
  trans: TranslationBundle
): Menu {
  const menu = passingMenu(commands);
  const args = { figure, ...(detail ? { revision: detail.id } : {}) };
  const separator = () => menu.addItem({ type: 'separator' });
  menu.addItem({ command: IDS.copyLink, args });
  menu.addItem({ command: IDS.copyPicture, args });
  menu.addItem({ command: IDS.copyCitation, args });
  if (detail?.data.length) {
    const submenu = new MenuSvg({ commands });
    submenu.title.label = trans.__('Download');
    for (const { id } of detail.data) {
      submenu.addItem({
        command: IDS.download,
        args: { figure, data: id }
      });
    }
    menu.addItem({ type: 'submenu', submenu });
  }
  if (detail?.isCleanRoom) {
    menu.addItem({ command: IDS.rerun, args });
  }
  separator();
  menu.addItem({ command: IDS.pin, args });
  menu.addItem({ command: IDS.addToStory, args });
  menu.addItem({ command: IDS.rename, args });
  menu.addItem({ command: IDS.move, args });
  separator();
  menu.addItem({ command: IDS.remove, args });
  separator();
  menu.addItem({ command: IDS.keys, args });
  return menu;
}
