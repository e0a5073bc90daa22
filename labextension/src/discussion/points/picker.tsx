import React, { useEffect, useMemo, useRef, useState } from 'react';

import { pointOf, seriesOf } from './graph';
import { IPointsProps } from './marks';
import { said } from './said';

/**
 * Goes through the points of a live figure one by one, for those who do not
 * click them: arrows move, Enter takes the point, Escape leaves. Nothing where
 * nobody points.
 */
export function PointPicker(props: IPointsProps): JSX.Element | null {
  return props.model.pointing.way === 'point' ? <Picker {...props} /> : null;
}

function Picker({ model, graph, trans }: IPointsProps): JSX.Element {
  const { pointing } = model;
  const { candidate } = pointing;
  const bar = useRef<HTMLDivElement>(null);
  const all = useMemo(() => seriesOf(graph), [graph]);
  const [chosen, setChosen] = useState(0);
  const series = all[chosen];
  const consider = (number: number) =>
    pointing.consider(pointOf(graph, all[number].trace, all[number].points[0]));
  useEffect(() => {
    if (all.length) {
      consider(0);
    }
  }, []);
  useEffect(
    () => bar.current?.querySelector<HTMLElement>('input, button')?.focus(),
    [candidate === null]
  );
  const take = () =>
    candidate && pointing.take({ kind: 'point', point: candidate });
  const onKeyDown = (event: React.KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      pointing.begin(null);
    } else if (
      event.key === 'Enter' &&
      event.target instanceof HTMLInputElement
    ) {
      take();
    }
  };
  return (
    <div
      ref={bar}
      className="gofigr-Picture-tools gofigr-Points"
      role="group"
      aria-label={trans.__('Choose a point')}
      onKeyDown={onKeyDown}
    >
      {!series && (
        <span>{trans.__('This figure has no points to choose.')}</span>
      )}
      {all.length > 1 && (
        <select
          aria-label={trans.__('Series')}
          value={chosen}
          onChange={({ target }) => {
            setChosen(Number(target.value));
            consider(Number(target.value));
          }}
        >
          {all.map(({ trace, name }, number) => (
            <option key={trace} value={number}>
              {name ?? trans.__('Series %1', trace + 1)}
            </option>
          ))}
        </select>
      )}
      {series && candidate && (
        <>
          <input
            type="range"
            aria-label={trans.__('Point')}
            aria-valuetext={said(candidate)}
            min={0}
            max={series.points.length - 1}
            value={series.points.indexOf(candidate.point)}
            onChange={({ target }) =>
              pointing.consider(
                pointOf(
                  graph,
                  series.trace,
                  series.points[Number(target.value)]
                )
              )
            }
          />
          <output title={said(candidate)}>{said(candidate)}</output>
          <button onClick={take}>{trans.__('Choose')}</button>
        </>
      )}
      <button onClick={() => pointing.begin(null)}>{trans.__('Cancel')}</button>
    </div>
  );
}
