import { bellIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { IPanelTab } from '../panel/tabs';
import { IInboxProps, Inbox } from './view';

/**
 * The panel's tab with what the user is told.
 */
export function inboxTab(props: IInboxProps): IPanelTab {
  const { model, people, trans } = props;
  model.changed.connect(({ state }) => {
    if (state.kind === 'notices') {
      void people.learn(state.notices.map(({ actor }) => actor));
    }
  });
  return {
    id: 'inbox',
    label: trans.__('Inbox'),
    icon: bellIcon,
    searchable: false,
    isShown: () => model.state.kind !== 'absent',
    unread: () => model.unread,
    render: () => <Inbox {...props} />,
    refresh: () => void model.refresh(),
    look: looked => {
      model.active = looked;
    }
  };
}
