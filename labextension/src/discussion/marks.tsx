import { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef, useState } from 'react';

import { IRegion } from '../calls/comments';
import { DiscussionModel } from './model';
import { IBox, cornered, placed, spotAt, stepped } from './places';
import { marksOf } from './threads';

interface IMarksProps {
  readonly model: DiscussionModel;
  /** Where the picture lies. */
  readonly box: IBox;
  readonly trans: TranslationBundle;
}

/**
 * The places of a picture that comments point at, numbered, and the field to
 * point with.
 */
export function Marks(props: IMarksProps): JSX.Element {
  const { model, box, trans } = props;
  const threads = model.state.kind === 'threads' ? model.state.threads : [];
  return (
    <>
      {marksOf(threads).map(({ id, number, region, author }) => (
        <React.Fragment key={id}>
          {model.chosen === id && <Outline region={region} box={box} />}
          <button
            className="gofigr-Mark"
            style={placed(region, box)}
            aria-label={trans.__('Place %1, by %2', number, author)}
            aria-pressed={model.chosen === id}
            onClick={() => model.choose(model.chosen === id ? null : id)}
          >
            {number}
          </button>
        </React.Fragment>
      ))}
      {model.region && <Outline region={model.region} box={box} />}
      {model.region && (
        <span className="gofigr-Mark" style={placed(model.region, box)}>
          •
        </span>
      )}
      {model.isPointing && <PointingField {...props} />}
    </>
  );
}

function Outline(props: {
  readonly region: IRegion;
  readonly box: IBox;
}): JSX.Element | null {
  const { region, box } = props;
  return region.width && region.height ? (
    <span
      className="gofigr-Mark-outline"
      style={{
        ...placed(region, box),
        width: region.width * box.width,
        height: region.height * box.height
      }}
    />
  ) : null;
}

/**
 * Takes a click for a spot and a drag for a region; arrows move a cross, and
 * Enter takes it.
 */
function PointingField({ model, box, trans }: IMarksProps): JSX.Element {
  const field = useRef<HTMLDivElement>(null);
  const [cross, setCross] = useState({ x: 0.5, y: 0.5 });
  const [start, setStart] = useState<{ x: number; y: number } | null>(null);
  const [end, setEnd] = useState(start);
  useEffect(() => field.current?.focus(), []);

  const at = (event: React.PointerEvent) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return spotAt(event.clientX - left, event.clientY - top, box);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const next = stepped(cross, event.key);
    if (next) {
      setCross(next);
    } else if (event.key === 'Enter') {
      model.point({ ...cross, width: 0, height: 0 });
    } else if (event.key === 'Escape') {
      model.beginPointing(false);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={field}
      className="gofigr-Pointing"
      tabIndex={0}
      role="application"
      aria-label={trans.__(
        'Point at the picture: arrows move the cross, Enter takes the place, Escape leaves.'
      )}
      onKeyDown={onKeyDown}
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setStart(at(event));
        setEnd(at(event));
      }}
      onPointerMove={event => {
        event.stopPropagation();
        if (start) {
          setEnd(at(event));
        }
      }}
      onPointerUp={event => start && model.point(cornered(start, at(event)))}
    >
      {start && end && <Outline region={cornered(start, end)} box={box} />}
      {!start && (
        <span
          className="gofigr-Pointing-cross"
          style={placed({ ...cross, width: 0, height: 0 }, box)}
        />
      )}
    </div>
  );
}
