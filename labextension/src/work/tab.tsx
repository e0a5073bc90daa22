import React from 'react';

import { IPanelTab } from '../panel/tabs';
import { IWorkViewProps, WorkView } from './view';

/**
 * The panel's tab with everything that one has.
 */
export function workTab(props: IWorkViewProps): IPanelTab {
  return {
    id: 'work',
    label: props.trans.__('All my work'),
    searchable: true,
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
