import { folderIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { IPanelTab } from '../panel/tabs';
import { Preferences } from '../preferences/preferences';
import { IWorkViewProps, WorkView } from './view';

/**
 * The panel's tab with everything that one has.
 */
export function workTab(
  props: IWorkViewProps,
  preferences: Preferences
): IPanelTab {
  return {
    id: 'work',
    label: props.trans.__('All my work'),
    icon: folderIcon,
    searchable: true,
    isShown: () => preferences.shows('workTab'),
    render: () => <WorkView {...props} />,
    refresh: () => void props.model.refresh(),
    look: looked => {
      props.model.active = looked;
      if (!looked) {
        // Commands act on what is seen. The mark comes back with the list.
        props.onMark(null);
      }
    }
  };
}
