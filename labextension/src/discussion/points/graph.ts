import { IPoint } from '../../calls/comments';
import { ISpot } from '../places';

/** An axis as plotly has drawn it, in pixels of the figure. */
interface IAxis {
  readonly _offset: number;
  readonly _length: number;
  /** The pixel of a value as the figure has it. */
  readonly d2p: (value: number | string) => number;
  /** The pixel of a value as plotly computed it, stacked for instance. */
  readonly c2p: (value: number) => number;
}

interface ITrace {
  readonly index: number;
  readonly type: string;
  readonly visible: unknown;
  readonly xaxis?: string;
  readonly yaxis?: string;
  readonly x?: ArrayLike<unknown>;
  readonly y?: ArrayLike<unknown>;
}

/**
 * A figure that plotly has drawn. Its documented interface tells events only;
 * where things lie is known by what its own hover reads.
 */
export interface IGraph extends HTMLElement {
  readonly data: readonly { readonly name?: unknown }[];
  readonly calcdata: readonly (
    readonly { readonly x?: unknown; readonly y?: unknown }[] | undefined
  )[];
  readonly _fullData: readonly ITrace[];
  readonly _fullLayout: Readonly<Record<string, unknown>>;
  readonly on: (event: string, listener: (told: unknown) => void) => unknown;
  readonly removeListener: (
    event: string,
    listener: (told: unknown) => void
  ) => unknown;
}

/** Points that can be chosen. */
export interface ISeries {
  readonly trace: number;
  readonly name: string | null;
  /** Their numbers in the series. */
  readonly points: readonly number[];
}

/** Kinds of series that show each pair of an x and a y as one thing. */
const PLAIN = ['scatter', 'scattergl', 'bar'];

/** The figure that plotly has drawn in `node`; null where it is another's. */
export function graphIn(node: HTMLElement): IGraph | null {
  const found = node.querySelector<IGraph>('.js-plotly-plot');
  return found && Array.isArray(found._fullData) && Boolean(found.on)
    ? found
    : null;
}

/** The series that are shown and have points that can be chosen. */
export function seriesOf(graph: IGraph): readonly ISeries[] {
  return graph._fullData.flatMap(({ index }) => {
    const trace = shown(graph, index);
    const points = Array.from(trace?.x ?? [], (_, point) => point).filter(
      point => pointOf(graph, index, point)
    );
    return points.length
      ? [{ trace: index, name: name(graph, index), points }]
      : [];
  });
}

/** A point by its numbers; null where there is none that can be chosen. */
export function pointOf(
  graph: IGraph,
  trace: number,
  point: number
): IPoint | null {
  const { x, y } = shown(graph, trace) ?? {};
  const place = { x: x?.[point], y: y?.[point] };
  return isValue(place.x) && isValue(place.y)
    ? { trace, point, x: place.x, y: place.y, name: name(graph, trace) }
    : null;
}

/** The point that was clicked; null where it cannot be chosen. */
export function clicked(graph: IGraph, told: unknown): IPoint | null {
  const { points } = told as { readonly points?: readonly object[] };
  const { curveNumber, pointNumber } = (points?.[0] ?? {}) as {
    readonly curveNumber?: unknown;
    readonly pointNumber?: unknown;
  };
  return typeof curveNumber === 'number' && typeof pointNumber === 'number'
    ? pointOf(graph, curveNumber, pointNumber)
    : null;
}

/** Where a point lies, in pixels of the figure; null where it is not in sight. */
export function spotOf(graph: IGraph, anchor: IPoint): ISpot | null {
  const trace = shown(graph, anchor.trace);
  const drawn = graph.calcdata[anchor.trace]?.[anchor.point];
  const x = along(axis(graph, trace?.xaxis), drawn?.x, anchor.x);
  const y = along(axis(graph, trace?.yaxis), drawn?.y, anchor.y);
  return x === null || y === null ? null : { x, y };
}

function along(
  axis: IAxis | null,
  drawn: unknown,
  value: IPoint['x']
): number | null {
  if (!axis || value === null) {
    return null;
  }
  const pixel = typeof drawn === 'number' ? axis.c2p(drawn) : axis.d2p(value);
  return pixel >= 0 && pixel <= axis._length ? axis._offset + pixel : null;
}

/** Of "x2" it is "xaxis2". */
function axis(graph: IGraph, id: string | undefined): IAxis | null {
  const found = id && graph._fullLayout[`${id[0]}axis${id.slice(1)}`];
  return found ? (found as IAxis) : null;
}

function shown(graph: IGraph, trace: number): ITrace | undefined {
  return graph._fullData.find(
    ({ index, type, visible }) =>
      index === trace && visible === true && PLAIN.includes(type)
  );
}

function name(graph: IGraph, trace: number): string | null {
  const given = graph.data[trace]?.name;
  return typeof given === 'string' && given ? given : null;
}

function isValue(value: unknown): value is number | string {
  return typeof value === 'string' || Number.isFinite(value);
}
