import { searchIcon } from '@jupyterlab/ui-components';
import { TranslationBundle } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import React from 'react';

import { IHit } from '../calls/search';
import { IDS } from '../commands/ids';
import { IPanelTab } from '../panel/tabs';
import { IGoFigr } from '../tokens';
import { SearchModel } from './model';
import { SearchView } from './view';

/**
 * The panel's tab that finds things by words and pictures.
 */
export function searchTab(
  commands: CommandRegistry,
  { api, preferences, smallPictures }: IGoFigr,
  trans: TranslationBundle
): IPanelTab {
  const model = new SearchModel(api);
  const onOpen = ({ kind, id, revision }: IHit) => {
    if (kind === 'figure' && commands.hasCommand(IDS.open)) {
      const shown = revision ? { revision: revision.id } : {};
      void commands.execute(IDS.open, { figure: id, ...shown });
    } else {
      window.open(api.url([kind, id]), '_blank', 'noopener');
    }
  };
  return {
    id: 'search',
    label: trans.__('Search'),
    icon: searchIcon,
    searchable: true,
    isShown: () => preferences.shows('workTab'),
    render: () => (
      <SearchView
        model={model}
        pictures={smallPictures}
        onOpen={onOpen}
        trans={trans}
      />
    ),
    refresh: () => model.refresh(),
    look: () => {
      // It asks only when somebody looks for something.
    }
  };
}
