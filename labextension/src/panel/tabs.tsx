import { TranslationBundle } from '@jupyterlab/translation';
import { LabIcon } from '@jupyterlab/ui-components';
import React, { useRef } from 'react';

import { tabAt } from '../tab-keys';

/** One of the panel's tabs, and what it shows. */
export interface IPanelTab {
  readonly id: string;
  readonly label: string;
  /** Stands for the label where the panel is narrow. */
  readonly icon: LabIcon;
  /** Whether it has a search field. */
  readonly searchable: boolean;
  /** Whether there is such a tab now. */
  isShown(): boolean;
  /** How much of it is not read. */
  unread?(): number;
  render(): JSX.Element;
  /** Ask the service again. */
  refresh(): void;
  /** Told whether the tab is looked at. */
  look(looked: boolean): void;
}

const MOST_UNREAD = 99;

interface ITabBarProps {
  readonly tabs: readonly IPanelTab[];
  readonly current: string;
  readonly label: string;
  readonly trans: TranslationBundle;
  readonly onChoose: (id: string) => void;
}

/** The id of the element that a tab shows. */
export function tabPanelId(id: string): string {
  return `gofigr-tabpanel-${id}`;
}

/** The id of a tab's own element. */
export function tabId(id: string): string {
  return `gofigr-tab-${id}`;
}

/**
 * The panel's tabs. Arrows, Home and End walk them.
 */
export function TabBar(props: ITabBarProps): JSX.Element {
  const { tabs, current } = props;
  const bar = useRef<HTMLDivElement>(null);
  const active = tabs.findIndex(({ id }) => id === current);

  const onKeyDown = (event: React.KeyboardEvent) => {
    const target = tabAt(event.key, active, tabs.length);
    if (target === null || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    props.onChoose(tabs[target].id);
    bar.current?.querySelectorAll<HTMLElement>('[role=tab]')[target]?.focus();
  };

  return (
    <div
      className="gofigr-Tabs"
      role="tablist"
      aria-label={props.label}
      ref={bar}
      onKeyDown={onKeyDown}
    >
      {tabs.map(({ id, label, icon: Icon, unread }, index) => (
        <button
          key={id}
          id={tabId(id)}
          role="tab"
          className="gofigr-Tab"
          title={label}
          aria-selected={index === active}
          aria-controls={tabPanelId(id)}
          tabIndex={index === active ? 0 : -1}
          onClick={() => props.onChoose(id)}
        >
          <span className="gofigr-Tab-icon">
            <Icon.react tag="span" width="16px" height="16px" />
          </span>
          <span className="gofigr-Tab-label">{label}</span>
          <Unread count={unread?.() ?? 0} trans={props.trans} />
        </button>
      ))}
    </div>
  );
}

interface IUnreadProps {
  readonly count: number;
  readonly trans: TranslationBundle;
}

function Unread({ count, trans }: IUnreadProps): JSX.Element | null {
  const said = trans.__('%1 unread', count);
  return count > 0 ? (
    <span className="gofigr-Unread" role="img" aria-label={said} title={said}>
      {count > MOST_UNREAD ? `${MOST_UNREAD}+` : count}
    </span>
  ) : null;
}
