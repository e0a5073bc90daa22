import React, { useEffect, useRef } from 'react';

import { IBox, ISize } from '../alignment';
import { IPoint, IZoom } from '../zoom';

/** How a picture is moved and scaled, by pointer and wheel. */
export interface IGestures {
  readonly zoom: IZoom;
  readonly onPan: (by: IPoint) => void;
  readonly onZoom: (factor: number, point: IPoint) => void;
  readonly onResize: (size: ISize) => void;
}

interface IFrameProps {
  readonly gestures: IGestures;
  readonly children: React.ReactNode;
}

/**
 * The window through which a picture is seen: the wheel zooms, dragging moves.
 */
export function Frame({ gestures, children }: IFrameProps): JSX.Element {
  const node = useRef<HTMLDivElement>(null);
  const latest = useRef(gestures);
  latest.current = gestures;
  useEffect(() => {
    const frame = node.current!;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault(); // so React's passive listener will not do
      const box = frame.getBoundingClientRect();
      const point = { x: event.clientX - box.x, y: event.clientY - box.y };
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      latest.current.onZoom(Math.exp(-event.deltaY * lines * 0.0015), point);
    };
    const observer = new ResizeObserver(() =>
      latest.current.onResize({
        width: frame.clientWidth,
        height: frame.clientHeight
      })
    );
    frame.addEventListener('wheel', onWheel, { passive: false });
    observer.observe(frame);
    return () => {
      frame.removeEventListener('wheel', onWheel);
      observer.disconnect();
    };
  }, []);
  return (
    <div
      className="gofigr-Compare-frame"
      ref={node}
      onPointerDown={event => {
        if (event.button === 0) {
          event.currentTarget.setPointerCapture(event.pointerId);
        }
      }}
      onPointerMove={event => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) {
          gestures.onPan({ x: event.movementX, y: event.movementY });
        }
      }}
    >
      {children}
    </div>
  );
}

interface ILayerProps {
  readonly zoom: IZoom;
  /** In the picture's own pixels. */
  readonly box: IBox;
  readonly children: React.ReactNode;
  readonly className?: string;
}

/**
 * Something that lies in a frame and moves with the zoom.
 */
export function Layer(props: ILayerProps): JSX.Element {
  const { x, y, scale } = props.zoom;
  const { box } = props;
  const [left, top] = [x + box.x * scale, y + box.y * scale];
  return (
    <div
      className={`gofigr-Compare-layer ${props.className ?? ''}`}
      data-coarse={scale >= 3 || undefined}
      style={{
        width: box.width,
        height: box.height,
        transform: `translate(${left}px, ${top}px) scale(${scale})`
      }}
    >
      {props.children}
    </div>
  );
}
