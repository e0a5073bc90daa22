import { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef, useState } from 'react';

import { IRegion } from '../calls/comments';
import { MarkButton } from './mark-button';
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
  const next = model.pointing.anchor;
  return (
    <>
      {marksOf(threads).map(
        mark =>
          mark.anchor.kind === 'region' && (
            <React.Fragment key={mark.id}>
              {model.chosen === mark.id && (
                <Outline region={mark.anchor.region} box={box} />
              )}
              <MarkButton
                mark={mark}
                style={placed(mark.anchor.region, box)}
                model={model}
                trans={trans}
              />
            </React.Fragment>
          )
      )}
      {next?.kind === 'region' && (
        <>
          <Outline region={next.region} box={box} />
          <span className="gofigr-Mark" style={placed(next.region, box)}>
            •
          </span>
        </>
      )}
      {model.pointing.way === 'region' && <PointingField {...props} />}
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
  const { pointing } = model;
  const take = (region: IRegion) => pointing.take({ kind: 'region', region });
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
      take({ ...cross, width: 0, height: 0 });
    } else if (event.key === 'Escape') {
      pointing.begin(null);
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
      onPointerUp={event => start && take(cornered(start, at(event)))}
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
