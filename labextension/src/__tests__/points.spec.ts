import { expect, it } from 'vitest';

import {
  IGraph,
  clicked,
  pointOf,
  seriesOf,
  spotOf
} from '../discussion/points/graph';
import { said } from '../discussion/points/said';

const TRACE = { type: 'scatter', visible: true, xaxis: 'x', yaxis: 'y' };
const FULL = [
  { ...TRACE, x: [1, 2, null], y: [5, 6, 7], name: 'trace 0' },
  { ...TRACE, x: new Float32Array([1.5]), y: ['low'], name: 'b', xaxis: 'x2' },
  { ...TRACE, type: 'heatmap', x: [1, 2], y: [1, 2] },
  { ...TRACE, visible: 'legendonly', x: [1], y: [1] }
];

/** Ten pixels for one, from a left or upper edge on. */
function axis(from: number) {
  return {
    _offset: from,
    _length: 100,
    d2p: (value: number | string) => (value === 'low' ? 90 : +value * 10),
    c2p: (value: number) => value * 10
  };
}

/** What plotly leaves at its node. */
function graph(more: object = {}): IGraph {
  const told = {
    data: [{}, { name: 'b' }],
    calcdata: [],
    _fullData: FULL.map((trace, index) => ({ ...trace, index })),
    _fullLayout: { xaxis: axis(50), xaxis2: axis(250), yaxis: axis(20) },
    ...more
  };
  return Object.assign(
    document.createElement('div'),
    told
  ) as unknown as IGraph;
}

it('offers the points that have an x and a y', () => {
  expect(seriesOf(graph())).toEqual([
    { trace: 0, name: null, points: [0, 1] },
    { trace: 1, name: 'b', points: [0] }
  ]);
});

it('takes the point that was clicked with its values', () => {
  const click = { points: [{ curveNumber: 1, pointNumber: 0 }] };
  const cell = { points: [{ curveNumber: 2, pointNumber: [0, 1] }] };

  const point = clicked(graph(), click);

  expect(point).toEqual({ trace: 1, point: 0, x: 1.5, y: 'low', name: 'b' });
  expect(point && said(point)).toBe('b (1.5, low)');
  expect([clicked(graph(), cell), clicked(graph(), {})]).toEqual([null, null]);
});

it('finds where a point lies on its own axes', () => {
  const [first, second] = [pointOf(graph(), 0, 1), pointOf(graph(), 1, 0)];

  expect(first && spotOf(graph(), first)).toEqual({ x: 70, y: 80 });
  expect(second && spotOf(graph(), second)).toEqual({ x: 265, y: 110 });
});

it('finds a point where it was stacked to', () => {
  const calcdata = [[{}, { x: 2, y: 9 }]];
  const point = pointOf(graph(), 0, 1);

  expect(point && spotOf(graph({ calcdata }), point)).toEqual({
    x: 70,
    y: 110
  });
});

it('shows nothing at a point that is out of sight', () => {
  const at = { point: 0, x: 11, y: 5, name: null };

  expect(spotOf(graph(), { ...at, trace: 0 })).toBeNull();
  expect(spotOf(graph(), { ...at, x: 1, trace: 3 })).toBeNull();
  expect(spotOf(graph(), { ...at, x: 1, trace: 9 })).toBeNull();
});
