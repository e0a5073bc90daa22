import React, { useId, useRef } from 'react';

import { tabAt } from './tab-keys';

/** One of several views of which one is shown. */
export interface ITab {
  readonly id: string;
  readonly label: string;
  /** A small number behind the label; absent for none. */
  readonly count?: number;
  readonly render: () => JSX.Element;
}

interface ITabsProps {
  readonly label: string;
  readonly tabs: readonly ITab[];
  readonly current: string;
  readonly onChoose: (id: string) => void;
}

/**
 * Tabs as ARIA has them: arrows, Home and End choose, Tab leads into the view.
 */
export function Tabs(props: ITabsProps): JSX.Element {
  const { tabs } = props;
  const id = useId();
  const bar = useRef<HTMLDivElement>(null);
  const index = Math.max(
    tabs.findIndex(tab => tab.id === props.current),
    0
  );

  const onKeyDown = (event: React.KeyboardEvent) => {
    const target = tabAt(event.key, index, tabs.length);
    if (target === null) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    props.onChoose(tabs[target].id);
    bar.current?.querySelectorAll<HTMLElement>('[role=tab]')[target]?.focus();
  };

  return (
    <>
      <div
        ref={bar}
        className="gofigr-DocTabs"
        role="tablist"
        aria-label={props.label}
        onKeyDown={onKeyDown}
      >
        {tabs.map((tab, at) => (
          <button
            key={tab.id}
            id={`${id}${tab.id}`}
            role="tab"
            aria-selected={at === index}
            aria-controls={`${id}panel`}
            tabIndex={at === index ? 0 : -1}
            onClick={() => props.onChoose(tab.id)}
          >
            {tab.label}
            {tab.count !== undefined && (
              <span className="gofigr-DocTabs-count">{tab.count}</span>
            )}
          </button>
        ))}
      </div>
      <div
        className="gofigr-DocTabs-panel"
        id={`${id}panel`}
        role="tabpanel"
        aria-labelledby={`${id}${tabs[index].id}`}
        tabIndex={0}
        key={tabs[index].id}
      >
        {tabs[index].render()}
      </div>
    </>
  );
}
