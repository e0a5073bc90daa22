import { expect, it } from 'vitest';

import { IPixels, difference } from '../compare/difference';

const RED = [255, 0, 0, 255];
const PINK = [255, 10, 10, 255];
const CLEAR = [9, 9, 9, 0];
const GLASS = [200, 0, 0, 0];

it('counts the pixels that differ and finds the region that holds them', async () => {
  const a = picture(4, 4, () => RED);
  const b = picture(4, 4, (x, y) =>
    (x === 1 && y === 1) || (x === 2 && y === 3) ? PINK : RED
  );

  const found = await compare(a, b);

  expect(found.changed).toBe(2);
  expect(found.region).toEqual({ x: 1, y: 1, width: 2, height: 3 });
  expect([...found.mask]).toEqual([
    ...[0, 0, 0, 0],
    ...[0, 1, 0, 0],
    ...[0, 0, 0, 0],
    ...[0, 0, 1, 0]
  ]);
});

it('finds no region where nothing differs', async () => {
  const found = await compare(
    picture(3, 2, () => CLEAR),
    picture(3, 2, () => GLASS)
  );

  expect([found.changed, found.region]).toEqual([0, null]);
});

it('lets small differences pass where it may', async () => {
  const [a, b] = [picture(2, 2, () => RED), picture(2, 2, () => PINK)];

  expect((await compare(a, b, 10)).changed).toBe(0);
  expect((await compare(a, b, 9)).changed).toBe(4);
});

it('lets the page breathe while it compares large pictures', async () => {
  const blank = new Uint8ClampedArray(4 << 18);
  const rows = (from: number, count: number) =>
    blank.subarray(0, count * 3840 * 4);
  const large = { width: 3840, height: 2160, rows };
  let breaths = 0;

  await difference(large, large, {
    tolerance: 0,
    breathe: async () => void breaths++
  });

  expect(breaths).toBe(32);
});

it('stops when it is no longer needed', async () => {
  const abort = new AbortController();
  const small = picture(2, 2, () => RED);

  const comparing = difference(small, small, {
    tolerance: 0,
    breathe: async () => abort.abort(),
    signal: abort.signal
  });

  await expect(comparing).rejects.toThrow('abort');
});

function compare(a: IPixels, b: IPixels, tolerance = 0) {
  return difference(a, b, { tolerance, breathe: async () => undefined });
}

function picture(
  width: number,
  height: number,
  color: (x: number, y: number) => readonly number[]
): IPixels {
  return {
    width,
    height,
    rows: (from, count) => {
      const rows = new Uint8ClampedArray(width * count * 4);
      for (let pixel = 0; pixel < width * count; pixel++) {
        const y = from + Math.floor(pixel / width);
        rows.set(color(pixel % width, y), pixel * 4);
      }
      return rows;
    }
  };
}
