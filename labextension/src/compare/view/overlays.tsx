import React, { useState } from 'react';

import { Frame } from './frame';
import { IRasterProps, PictureLayer, nameOf } from './picture';

/**
 * One picture to the left of a line, the other to the right of it.
 */
export function Swipe(props: IRasterProps): JSX.Element {
  const [place, setPlace] = useState(50);
  const { trans, compared } = props;
  return (
    <>
      <Frame gestures={props.zooming.gestures}>
        <div
          className="gofigr-Compare-sheet"
          style={{ clipPath: `inset(0 ${100 - place}% 0 0)` }}
        >
          <PictureLayer {...props} role="before" />
        </div>
        <div
          className="gofigr-Compare-sheet"
          style={{ clipPath: `inset(0 0 0 ${place}%)` }}
        >
          <PictureLayer {...props} role="after" />
        </div>
        <SwipeLine place={place} onMove={setPlace} />
      </Frame>
      <Slider
        label={trans.__('Where the pictures meet')}
        left={nameOf(compared.before, trans)}
        right={nameOf(compared.after, trans)}
        value={place}
        onChange={setPlace}
      />
    </>
  );
}

/**
 * The second picture lies on the first one, as thin as one wants.
 */
export function Onion(props: IRasterProps): JSX.Element {
  const [opacity, setOpacity] = useState(50);
  const { trans, compared } = props;
  return (
    <>
      <Frame gestures={props.zooming.gestures}>
        <PictureLayer {...props} role="before" />
        <div
          className="gofigr-Compare-sheet"
          style={{ opacity: opacity / 100 }}
        >
          <PictureLayer {...props} role="after" />
        </div>
      </Frame>
      <Slider
        label={trans.__('How much of the second picture is seen')}
        left={nameOf(compared.before, trans)}
        right={nameOf(compared.after, trans)}
        value={opacity}
        onChange={setOpacity}
      />
    </>
  );
}

interface ISwipeLineProps {
  readonly place: number;
  readonly onMove: (place: number) => void;
}

/** For the pointer; the slider does the same for everybody. */
function SwipeLine({ place, onMove }: ISwipeLineProps): JSX.Element {
  return (
    <div
      className="gofigr-Compare-line"
      style={{ left: `${place}%` }}
      aria-hidden
      onPointerDown={event => {
        event.stopPropagation(); // the frame would move the picture
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={event => {
        const line = event.currentTarget;
        if (line.hasPointerCapture(event.pointerId)) {
          event.stopPropagation();
          const box = line.parentElement!.getBoundingClientRect();
          const place = (100 * (event.clientX - box.x)) / box.width;
          onMove(Math.min(Math.max(place, 0), 100));
        }
      }}
    />
  );
}

interface ISliderProps {
  readonly label: string;
  readonly left: string;
  readonly right: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function Slider(props: ISliderProps): JSX.Element {
  return (
    <div className="gofigr-Compare-controls">
      <span>{props.left}</span>
      <input
        type="range"
        min={0}
        max={100}
        step="any"
        value={props.value}
        aria-label={props.label}
        onChange={event => props.onChange(Number(event.target.value))}
      />
      <span>{props.right}</span>
    </div>
  );
}
