import { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef, useState } from 'react';

import { IBox } from '../../discussion/places';
import {
  ISize,
  IView,
  STEP,
  actualSize,
  fit,
  panned,
  zoomed
} from './viewport';

interface IZoomableProps {
  readonly source: string;
  readonly name: string;
  /** What the picture shows, in words. */
  readonly alt: string;
  /** What lies over the picture, told where that is in pixels of the stage. */
  readonly over?: (box: IBox) => React.ReactNode;
  readonly trans: TranslationBundle;
}

const NOTHING: ISize = { width: 0, height: 0 };
const PAN = 48;

/**
 * A picture that can be zoomed and moved by wheel, pointer, keys and buttons.
 */
export function Zoomable(props: IZoomableProps): JSX.Element {
  const { trans } = props;
  const stage = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<ISize>(NOTHING);
  const [picture, setPicture] = useState<ISize>(NOTHING);
  const [view, setView] = useState<IView | null>(null);
  const seen = (chosen: IView | null) =>
    chosen && !chosen.fits ? chosen : fit(picture, room);
  const shown = picture.width && room.width ? seen(view) : null;

  useRoom(stage, setRoom);
  useEffect(() => setView(null), [props.source]);

  const zoom = (factor: number, at = middle(room)) =>
    shown && setView(now => zoomed(seen(now), factor, at, picture, room));
  const pan = (x: number, y: number) =>
    shown && setView(now => panned(seen(now), { x, y }, picture, room));
  useWheel(stage, event => {
    if (!shown || (event.deltaY > 0 && shown.fits)) {
      return false;
    }
    const box = stage.current?.getBoundingClientRect();
    const at = {
      x: event.clientX - (box?.left ?? 0),
      y: event.clientY - (box?.top ?? 0)
    };
    zoom(Math.exp(-event.deltaY / 400), at);
    return true;
  });

  const onKeyDown = (event: React.KeyboardEvent) => {
    const act = keyAction(event, {
      zoom,
      pan,
      fit: () => setView(null),
      actual: () => setView(actualSize(picture, room))
    });
    if (act) {
      event.preventDefault();
      event.stopPropagation();
      act();
    }
  };

  return (
    <>
      <div
        ref={stage}
        className="gofigr-Picture-stage"
        data-pannable={shown && !shown.fits ? 'true' : undefined}
        tabIndex={0}
        role="group"
        aria-label={trans.__('Picture of %1. Plus and minus zoom.', props.name)}
        onKeyDown={onKeyDown}
        onPointerMove={event => {
          if (event.buttons === 1 && shown && !shown.fits) {
            event.currentTarget.setPointerCapture(event.pointerId);
            pan(event.movementX, event.movementY);
          }
        }}
        onDoubleClick={() =>
          setView(shown?.fits ? actualSize(picture, room) : null)
        }
      >
        <img
          src={props.source}
          alt={props.alt}
          draggable={false}
          style={shown ? placed(shown) : { visibility: 'hidden' }}
          onLoad={({ currentTarget: image }) =>
            setPicture({
              width: image.naturalWidth || 640,
              height: image.naturalHeight || 480
            })
          }
        />
        {shown && props.over?.(boxOf(shown, picture))}
      </div>
      <div
        className="gofigr-Picture-tools"
        role="toolbar"
        aria-label={trans.__('Zoom')}
      >
        <button
          title={trans.__('Smaller (−)')}
          aria-label={trans.__('Smaller')}
          disabled={!shown || shown.fits}
          onClick={() => zoom(1 / STEP)}
        >
          −
        </button>
        <output aria-label={trans.__('Size')}>
          {shown ? `${Math.round(shown.scale * 100)} %` : ''}
        </output>
        <button
          title={trans.__('Larger (+)')}
          aria-label={trans.__('Larger')}
          onClick={() => zoom(STEP)}
        >
          +
        </button>
        <button
          title={trans.__('Show the whole picture (0)')}
          aria-pressed={shown?.fits ?? true}
          onClick={() => setView(null)}
        >
          {trans.__('Fit')}
        </button>
        <button
          title={trans.__('One pixel for one pixel (1)')}
          aria-pressed={shown ? !shown.fits && shown.scale === 1 : false}
          onClick={() => setView(actualSize(picture, room))}
        >
          1:1
        </button>
      </div>
    </>
  );
}

interface IZoomActions {
  readonly zoom: (factor: number) => void;
  readonly pan: (x: number, y: number) => void;
  readonly fit: () => void;
  readonly actual: () => void;
}

function keyAction(
  event: React.KeyboardEvent,
  actions: IZoomActions
): (() => void) | null {
  if (event.altKey || event.ctrlKey || event.metaKey) {
    return null;
  }
  const { zoom, pan } = actions;
  const keys: Record<string, () => void> = {
    '+': () => zoom(STEP),
    '=': () => zoom(STEP),
    '-': () => zoom(1 / STEP),
    '0': actions.fit,
    '1': actions.actual
  };
  const moves: Record<string, () => void> = {
    ArrowLeft: () => pan(PAN, 0),
    ArrowRight: () => pan(-PAN, 0),
    ArrowUp: () => pan(0, PAN),
    ArrowDown: () => pan(0, -PAN)
  };
  return keys[event.key] ?? (event.shiftKey ? moves[event.key] : null) ?? null;
}

function boxOf({ scale, x, y }: IView, picture: ISize): IBox {
  return {
    x,
    y,
    width: picture.width * scale,
    height: picture.height * scale
  };
}

function placed({ scale, x, y }: IView): React.CSSProperties {
  return { transform: `translate(${x}px, ${y}px) scale(${scale})` };
}

function middle(room: ISize): { x: number; y: number } {
  return { x: room.width / 2, y: room.height / 2 };
}

function useRoom(
  stage: React.RefObject<HTMLElement>,
  set: (room: ISize) => void
): void {
  useEffect(() => {
    const node = stage.current;
    if (!node) {
      return;
    }
    const watch = new ResizeObserver(() =>
      set({ width: node.clientWidth, height: node.clientHeight })
    );
    watch.observe(node);
    return () => watch.disconnect();
  }, []);
}

/** React's own wheel listeners cannot keep the page from scrolling. */
function useWheel(
  stage: React.RefObject<HTMLElement>,
  handle: (event: WheelEvent) => boolean
): void {
  const latest = useRef(handle);
  latest.current = handle;
  useEffect(() => {
    const node = stage.current;
    const listen = (event: WheelEvent) => {
      if (latest.current(event)) {
        event.preventDefault();
      }
    };
    node?.addEventListener('wheel', listen, { passive: false });
    return () => node?.removeEventListener('wheel', listen);
  }, []);
}
