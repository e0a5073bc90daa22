import React, { useRef } from 'react';

import { tabAt } from '../tab-keys';

/** One of the panel's tabs, and what it shows. */
export interface IPanelTab {
  readonly id: string;
  readonly label: string;
  /** Whether it has a search field. */
  readonly searchable: boolean;
  render(): JSX.Element;
  /** Ask the service again. */
  refresh(): void;
  /** Told whether the tab is looked at. */
  look(looked: boolean): void;
}

interface ITabBarProps {
  readonly tabs: readonly IPanelTab[];
  readonly current: string;
  readonly label: string;
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
      {tabs.map(({ id, label }, index) => (
        <button
          key={id}
          id={tabId(id)}
          role="tab"
          className="gofigr-Tab"
          aria-selected={index === active}
          aria-controls={tabPanelId(id)}
          tabIndex={index === active ? 0 : -1}
          onClick={() => props.onChoose(id)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
