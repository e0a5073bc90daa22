import React, { useRef, useState } from 'react';

import { tabAt } from '../../tab-keys';

/** One sheet of several that lie upon each other. */
export interface ITab {
  readonly id: string;
  readonly title: string;
  /** A small number behind the title; null for none. */
  readonly count: number | null;
  readonly content: () => JSX.Element;
}

interface ITabsProps {
  /** Makes the ids of the elements unique in the page. */
  readonly name: string;
  readonly label: string;
  readonly tabs: readonly ITab[];
}

/**
 * Tabs of which one is shown. Arrows, Home and End walk them.
 */
export function Tabs({ name, label, tabs }: ITabsProps): JSX.Element {
  const [chosen, setChosen] = useState(tabs[0].id);
  const list = useRef<HTMLDivElement>(null);
  const active = Math.max(
    tabs.findIndex(({ id }) => id === chosen),
    0
  );
  const onKeyDown = (event: React.KeyboardEvent) => {
    const target = tabAt(event.key, active, tabs.length);
    if (target !== null) {
      event.preventDefault();
      event.stopPropagation();
      setChosen(tabs[target].id);
      list.current?.querySelectorAll<HTMLElement>('button')[target].focus();
    }
  };
  return (
    <section className="gofigr-Compare-tabs">
      <div
        role="tablist"
        aria-label={label}
        className="gofigr-Compare-tabs-list"
        ref={list}
        onKeyDown={onKeyDown}
      >
        {tabs.map(({ id, title, count }, index) => (
          <button
            key={id}
            id={`${name}-tab-${id}`}
            role="tab"
            aria-selected={index === active}
            aria-controls={`${name}-panel`}
            tabIndex={index === active ? 0 : -1}
            onClick={() => setChosen(id)}
          >
            {title}
            {count !== null && (
              <span className="gofigr-Compare-tabs-count">{count}</span>
            )}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${name}-panel`}
        aria-labelledby={`${name}-tab-${tabs[active].id}`}
        tabIndex={0}
        className="gofigr-Compare-tabs-panel"
        key={tabs[active].id}
      >
        {tabs[active].content()}
      </div>
    </section>
  );
}
