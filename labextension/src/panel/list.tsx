import { TranslationBundle } from '@jupyterlab/translation';
import React, { useRef, useState } from 'react';

import { IFigureRow } from '../model';
import { FigureCard } from './card';

interface IFigureListProps {
  readonly rows: readonly IFigureRow[];
  readonly trans: TranslationBundle;
  /** Id of the element that names the list. */
  readonly label: string;
}

/**
 * The figures, one link each. Tab reaches the list, arrows, Home and End walk it.
 */
export function FigureList(props: IFigureListProps): JSX.Element {
  const { rows, trans } = props;
  const [current, setCurrent] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const active = Math.max(
    rows.findIndex(row => row.id === current),
    0
  );

  const onKeyDown = (event: React.KeyboardEvent) => {
    const target = targetOf(event.key, active, rows.length);
    if (target === null || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    setCurrent(rows[target].id);
    list.current?.querySelectorAll<HTMLElement>('a')[target]?.focus();
  };

  return (
    <ul
      className="gofigr-List"
      ref={list}
      aria-labelledby={props.label}
      onKeyDown={onKeyDown}
    >
      {rows.map((row, index) => (
        <li key={row.id}>
          <FigureCard
            row={row}
            trans={trans}
            tabIndex={index === active ? 0 : -1}
            onFocus={() => setCurrent(row.id)}
          />
        </li>
      ))}
    </ul>
  );
}

function targetOf(key: string, active: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(active + 1, count - 1);
    case 'ArrowUp':
      return Math.max(active - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
