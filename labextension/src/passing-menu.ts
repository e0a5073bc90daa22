import { MenuSvg } from '@jupyterlab/ui-components';
import { CommandRegistry } from '@lumino/commands';

/**
 * A menu that is gone once it closes.
 */
export function passingMenu(commands: CommandRegistry): MenuSvg {
  const menu = new MenuSvg({ commands });
  menu.aboutToClose.connect(() => {
    // Not now: the chosen command still runs.
    setTimeout(() => menu.dispose());
  });
  return menu;
}
