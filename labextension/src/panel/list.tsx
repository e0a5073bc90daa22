import { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef, useState } from 'react';

import { ICard } from '../cards';
import { CommentCounts } from '../discussion/counts';
import { Pins } from '../pins';
import { SmallPictures } from '../small-pictures';
import { stepIn } from '../tab-keys';
import { FigureCard } from './card';
import type { IDeeds } from './here';

interface IFigureListProps {
  readonly cards: readonly ICard[];
  readonly pins: Pins;
  readonly pictures: SmallPictures;
  readonly counts: CommentCounts;
  /** The cell that is selected in the notebook. */
  readonly activeCell: string | null;
  readonly deeds: IDeeds;
  readonly trans: TranslationBundle;
  /** Id of the element that names the list. */
  readonly label: string;
}

/**
 * The figures, one link each. Tab reaches the list, arrows, Home and End walk it.
 */
export function FigureList(props: IFigureListProps): JSX.Element {
  const { cards, counts, pins, activeCell, deeds, trans } = props;
  const [current, setCurrent] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const active = Math.max(
    cards.findIndex(({ key }) => key === current),
    0
  );

  useEffect(() => {
    const marked = list.current?.querySelector('.gofigr-mod-ofActiveCell');
    if (!list.current?.contains(document.activeElement)) {
      marked?.scrollIntoView({ block: 'nearest' });
    }
  }, [activeCell]);

  useEffect(() => counts.want(cards.flatMap(({ row }) => row?.id ?? [])));

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const target = stepIn(event.key, active, cards.length);
    if (target !== null) {
      setCurrent(cards[target].key);
      list.current?.querySelectorAll<HTMLElement>('a')[target]?.focus();
    } else if (!deeds.press(event.key)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <ul
      className="gofigr-List"
      ref={list}
      aria-labelledby={props.label}
      onKeyDown={onKeyDown}
    >
      {cards.map((card, index) => (
        <li key={card.key}>
          <FigureCard
            card={card}
            pictures={props.pictures}
            comments={card.row ? counts.of(card.row.id) : 0}
            isPinned={card.row !== null && pins.has(card.row.id)}
            isOfActiveCell={card.cell !== null && card.cell === activeCell}
            deeds={deeds}
            trans={trans}
            tabIndex={index === active ? 0 : -1}
            onFocus={() => {
              setCurrent(card.key);
              deeds.mark(card);
            }}
          />
        </li>
      ))}
    </ul>
  );
}
