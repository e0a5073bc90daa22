import { TranslationBundle } from '@jupyterlab/translation';
import { VirtualItem, useVirtualizer } from '@tanstack/react-virtual';
import React, { RefObject, useEffect, useRef, useState } from 'react';

import { IEntry } from '../calls/catalog';
import { CommentCounts } from '../discussion/counts';
import { WorkModel } from './model';
import { EntryRow } from './row';
import { Thumbnails } from './thumbnails';

const HIGH = 64;
const LOW = 44;
const AHEAD = 6;

export interface IWorkListProps {
  readonly model: WorkModel;
  readonly thumbnails: Thumbnails;
  readonly counts: CommentCounts;
  readonly total: number;
  readonly trans: TranslationBundle;
  /** Told which entry is marked. */
  readonly onMark: (entry: IEntry | null) => void;
  readonly onOpen: (entry: IEntry) => void;
  /** Told of keys that the list does not know; says whether it knew them. */
  readonly onKey: (key: string) => boolean;
  readonly onDrag: (entry: IEntry, event: React.DragEvent) => void;
  readonly onMenu: (entry: IEntry, event: React.MouseEvent) => void;
}

/**
 * The rows that are in sight, of however many there are. One of them is marked:
 * arrows, Page Up, Page Down, Home and End move the mark, Enter opens.
 */
export function WorkList(props: IWorkListProps): JSX.Element {
  const { model, total } = props;
  const list = useRef<HTMLDivElement>(null);
  const { virtual, height } = useRows(props, list);
  const [marked, mark] = useMark(props, index => virtual.scrollToIndex(index));
  const entry = model.entry(marked);

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const page = Math.floor((list.current?.clientHeight ?? 0) / height);
    const target = targetOf(event.key, marked, { total, page });
    if (target !== null) {
      mark(target);
    } else if (event.key === 'Enter' && entry) {
      props.onOpen(entry);
    } else if (!props.onKey(event.key)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      className="gofigr-WorkList"
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={props.trans.__('All my work')}
      aria-activedescendant={rowId(marked)}
      onKeyDown={onKeyDown}
      onContextMenu={event => entry && props.onMenu(entry, event)}
    >
      <div
        role="presentation"
        className="gofigr-WorkList-all"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(place => (
          <Row
            {...props}
            key={place.index}
            place={place}
            marked={place.index === marked}
            onPress={() => mark(place.index)}
          />
        ))}
      </div>
    </div>
  );
}

interface IRowProps extends IWorkListProps {
  readonly place: VirtualItem;
  readonly marked: boolean;
  readonly onPress: () => void;
}

function Row(props: IRowProps): JSX.Element {
  const { place, thumbnails } = props;
  const entry = props.model.entry(place.index);
  const thumbnail = entry?.newest ? thumbnails.get(entry.newest.id) : null;
  return (
    <div
      id={rowId(place.index)}
      className="gofigr-Row"
      role="option"
      aria-selected={props.marked}
      aria-setsize={props.total}
      aria-posinset={place.index + 1}
      style={{ height: place.size, transform: `translateY(${place.start}px)` }}
      draggable={Boolean(entry?.newest)}
      onMouseDown={props.onPress}
      onClick={() => entry && props.onOpen(entry)}
      onDragStart={event => entry && props.onDrag(entry, event)}
    >
      {entry ? (
        <EntryRow
          entry={entry}
          trans={props.trans}
          isPinned={props.model.isPinned(entry)}
          shared={props.model.places.authors.length > 1}
          thumbnail={thumbnail}
          comments={entry.kind === 'figure' ? props.counts.of(entry.id) : 0}
        />
      ) : (
        <span className="gofigr-Row-coming" />
      )}
    </div>
  );
}

/** Which rows are in sight; what they show is asked for. */
function useRows(props: IWorkListProps, list: RefObject<HTMLDivElement>) {
  const { model, thumbnails, counts } = props;
  const height = model.filters.kind === 'figure' ? HIGH : LOW;
  const virtual = useVirtualizer({
    count: props.total,
    getScrollElement: () => list.current,
    estimateSize: () => height,
    overscan: AHEAD
  });
  useEffect(() => virtual.measure(), [height]);
  useEffect(() => virtual.scrollToOffset(0), [model.generation]);
  useEffect(() => {
    const indices = virtual.getVirtualIndexes();
    model.look(indices.at(0) ?? 0, indices.at(-1) ?? 0);
    const entries = indices.flatMap(index => model.entry(index) ?? []);
    thumbnails.want(entries.flatMap(({ newest }) => newest?.id ?? []));
    const figures = entries.filter(({ kind }) => kind === 'figure');
    counts.want(figures.map(({ id }) => id));
  });
  return { virtual, height };
}

/** Which row is marked, and how to mark another one. */
function useMark(
  { model, total, onMark }: IWorkListProps,
  reveal: (index: number) => void
): readonly [number, (index: number) => void] {
  const [wanted, setWanted] = useState(0);
  const marked = Math.max(0, Math.min(wanted, total - 1));
  const entry = model.entry(marked);
  useEffect(() => setWanted(0), [model.generation]);
  useEffect(() => onMark(entry ?? null), [entry]);
  const mark = (index: number) => {
    const target = Math.max(0, Math.min(index, total - 1));
    setWanted(target);
    reveal(target);
  };
  return [marked, mark];
}

function rowId(index: number): string {
  return `gofigr-row-${index}`;
}

function targetOf(
  key: string,
  active: number,
  { total, page }: { readonly total: number; readonly page: number }
): number | null {
  switch (key) {
    case 'ArrowDown':
      return active + 1;
    case 'ArrowUp':
      return active - 1;
    case 'PageDown':
      return active + page;
    case 'PageUp':
      return active - page;
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
    default:
      return null;
  }
}
