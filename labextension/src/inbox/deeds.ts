import { TranslationBundle } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';

import { IDS } from '../commands/ids';
import { IGoFigr } from '../tokens';
import { IInboxProps } from './view';

/**
 * What happens when somebody opens what she is told of.
 */
export function inboxProps(
  commands: CommandRegistry,
  { api, inbox, people, smallPictures }: IGoFigr,
  trans: TranslationBundle
): IInboxProps {
  return {
    model: inbox,
    people,
    pictures: smallPictures,
    trans,
    onOpen: ({ targetType, target, comment, permalink }) => {
      const isFigure = targetType === 'figure';
      const isOurs = isFigure || targetType === 'figure_revision';
      if (isOurs && commands.hasCommand(IDS.open)) {
        const what = isFigure ? { figure: target } : { revision: target };
        void commands.execute(IDS.open, { ...what, comment });
      } else {
        const [path] = permalink.split('#');
        window.open(api.url(path.split('/')), '_blank', 'noopener');
      }
    }
  };
}
