import { expect, it } from 'vitest';

import { actualSize, fit, panned, zoomed } from '../document/picture/viewport';

const PICTURE = { width: 800, height: 400 };
const STAGE = { width: 400, height: 300 };

it('shows the whole picture in the middle', () => {
  expect(fit(PICTURE, STAGE)).toEqual({
    scale: 0.5,
    x: 0,
    y: 50,
    fits: true
  });
});

it('does not make a small picture larger than it is', () => {
  expect(fit({ width: 100, height: 100 }, STAGE)).toMatchObject({
    scale: 1,
    x: 150,
    y: 100
  });
});

it('keeps the point under the pointer where it is', () => {
  const view = zoomed(
    fit(PICTURE, STAGE),
    4,
    { x: 100, y: 150 },
    PICTURE,
    STAGE
  );

  // The point was at (200, 200) of the picture, and is now twice its size.
  expect(view).toEqual({ scale: 2, x: -300, y: -250, fits: false });
});

it('zooms out to the whole picture and no further', () => {
  const view = actualSize(PICTURE, STAGE);

  expect(zoomed(view, 0.01, { x: 0, y: 0 }, PICTURE, STAGE)).toEqual(
    fit(PICTURE, STAGE)
  );
});

it('zooms in to a limit', () => {
  const view = zoomed(
    actualSize(PICTURE, STAGE),
    1000,
    { x: 0, y: 0 },
    PICTURE,
    STAGE
  );

  expect(view.scale).toBe(32);
});

it('leaves no gap beside a large picture that is moved', () => {
  const view = panned(
    actualSize(PICTURE, STAGE),
    { x: 9999, y: -9999 },
    PICTURE,
    STAGE
  );

  expect([view.x, view.y]).toEqual([0, -100]);
});

it('does not move a picture that is seen whole', () => {
  const view = fit(PICTURE, STAGE);

  expect(panned(view, { x: 10, y: 10 }, PICTURE, STAGE)).toBe(view);
});
