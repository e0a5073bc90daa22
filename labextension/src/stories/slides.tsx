import React, { useLayoutEffect, useRef, useState } from 'react';

import { ISlideProps, SlideCard } from './slide';

export type ISlideListProps = Omit<
  ISlideProps,
  'slide' | 'place' | 'onDragStart'
>;

/** Where a dragged slide would land: before the slide of that place. */
interface IDragged {
  readonly id: string;
  readonly target: number | null;
}

/**
 * The slides in their order, which dragging and Alt with arrows change.
 */
export function SlideList(props: ISlideListProps): JSX.Element {
  const { model, trans } = props;
  const { slides } = model;
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<IDragged | null>(null);
  const keepFocus = useFocusKept(slides);

  const onKeyDown = (event: React.KeyboardEvent, place: number) => {
    const steps = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.altKey && steps) {
      event.preventDefault();
      event.stopPropagation();
      keepFocus();
      model.move(slides[place].id, place + steps);
    }
  };
  const onDragOver = (event: React.DragEvent) => {
    if (dragged) {
      event.preventDefault();
      const target = targetOf(list.current, event.clientY);
      if (target !== dragged.target) {
        setDragged({ ...dragged, target });
      }
    }
  };
  const onDrop = (event: React.DragEvent) => {
    event.preventDefault();
    const from = slides.findIndex(({ id }) => id === dragged?.id);
    const target = dragged?.target ?? null;
    setDragged(null);
    if (from >= 0 && target !== null) {
      model.move(slides[from].id, target > from ? target - 1 : target);
    }
  };
  return (
    <ol
      ref={list}
      className="gofigr-Slides"
      aria-label={trans.__('Slides')}
      onDragOver={onDragOver}
      onDrop={onDrop}
      onDragEnd={() => setDragged(null)}
    >
      {slides.map((slide, place) => (
        <li
          key={slide.id}
          className="gofigr-Slide"
          data-kind={slide.kind}
          data-dragged={slide.id === dragged?.id || undefined}
          data-target={edge(dragged, place, slides.length)}
          onKeyDown={event => onKeyDown(event, place)}
        >
          <SlideCard
            {...props}
            slide={slide}
            place={place}
            onDragStart={event => {
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setData('text/plain', slide.title);
              setDragged({ id: slide.id, target: null });
            }}
          />
        </li>
      ))}
    </ol>
  );
}

/** Moving an element takes the focus from it: give it back. */
function useFocusKept(slides: unknown): () => void {
  const focused = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (focused.current instanceof HTMLElement) {
      focused.current.focus();
      focused.current.scrollIntoView({ block: 'nearest' });
    }
    focused.current = null;
  }, [slides]);
  return () => {
    focused.current = document.activeElement;
  };
}

function targetOf(list: HTMLElement | null, y: number): number {
  const items = [...(list?.children ?? [])];
  const found = items.findIndex(item => {
    const { top, height } = item.getBoundingClientRect();
    return y < top + height / 2;
  });
  return found < 0 ? items.length : found;
}

function edge(
  dragged: IDragged | null,
  place: number,
  total: number
): 'before' | 'after' | undefined {
  if (dragged?.target === place) {
    return 'before';
  }
  return dragged?.target === total && place === total - 1 ? 'after' : undefined;
}
