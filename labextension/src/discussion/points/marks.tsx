import { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useReducer, useRef } from 'react';

import { IPoint } from '../../calls/comments';
import { MarkButton } from '../mark-button';
import { DiscussionModel } from '../model';
import { marksOf } from '../threads';
import { IGraph, clicked, spotOf } from './graph';

export interface IPointsProps {
  readonly model: DiscussionModel;
  readonly graph: IGraph;
  readonly trans: TranslationBundle;
}

/** After these the figure may lie elsewhere in its frame. */
const MOVES = [
  'plotly_afterplot',
  'plotly_relayouting',
  'plotly_relayout',
  'plotly_restyle'
];

/**
 * The points of a live figure that comments point at, numbered. While one
 * points, a click on a point takes it.
 */
export function PointMarks(props: IPointsProps): JSX.Element {
  const { model, graph, trans } = props;
  const { pointing } = model;
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  useListener(graph, MOVES, redraw);
  useListener(graph, pointing.way === 'point' ? ['plotly_click'] : [], told => {
    const point = clicked(graph, told);
    if (point) {
      pointing.take({ kind: 'point', point });
    }
  });
  const threads = model.state.kind === 'threads' ? model.state.threads : [];
  const next = pointing.anchor;
  return (
    <>
      {marksOf(threads).map(mark => {
        const style =
          mark.anchor.kind === 'point' && at(graph, mark.anchor.point);
        return (
          style && (
            <MarkButton
              key={mark.id}
              mark={mark}
              style={style}
              model={model}
              trans={trans}
            />
          )
        );
      })}
      {next?.kind === 'point' && (
        <Sign className="gofigr-Mark" style={at(graph, next.point)}>
          •
        </Sign>
      )}
      {pointing.candidate && (
        <Sign
          className="gofigr-Mark-candidate"
          style={at(graph, pointing.candidate)}
        />
      )}
    </>
  );
}

function Sign(props: {
  readonly className: string;
  readonly style: React.CSSProperties | null;
  readonly children?: string;
}): JSX.Element | null {
  const { className, style, children } = props;
  return (
    style && (
      <span className={className} style={style}>
        {children}
      </span>
    )
  );
}

function at(graph: IGraph, point: IPoint): React.CSSProperties | null {
  const spot = spotOf(graph, point);
  return spot && { left: spot.x, top: spot.y };
}

/** Has `listener`, as it was given last, told of each of `events`. */
function useListener(
  graph: IGraph,
  events: readonly string[],
  listener: (told: unknown) => void
): void {
  const latest = useRef(listener);
  latest.current = listener;
  const names = events.join(' ');
  useEffect(() => {
    const tell = (told: unknown): void => latest.current(told);
    const each = names.split(' ').filter(name => name !== '');
    each.forEach(event => graph.on(event, tell));
    return () => each.forEach(event => graph.removeListener(event, tell));
  }, [graph, names]);
}
