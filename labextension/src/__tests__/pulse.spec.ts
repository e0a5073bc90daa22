import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { Pulse } from '../pulse';

let looks: number;
let pulse: Pulse;

beforeEach(() => {
  vi.useFakeTimers();
  looks = 0;
  pulse = new Pulse(() => looks++);
});

afterEach(() => {
  pulse.dispose();
  vi.useRealTimers();
});

it('looks soon, then less often, then rests', () => {
  pulse.quicken();

  vi.advanceTimersByTime(150);
  expect(looks).toBe(1);
  vi.advanceTimersByTime(10_000);
  expect(looks).toBe(5);
  vi.advanceTimersByTime(60_000);
  expect(looks).toBe(5);
});

it('looks once for many cells at once, even when they do not stop', () => {
  for (let cell = 0; cell < 10; cell++) {
    pulse.quicken();
    vi.advanceTimersByTime(20);
  }

  expect(looks).toBe(1);
});

it('begins anew with the next cell', () => {
  pulse.quicken();
  vi.advanceTimersByTime(500);
  pulse.quicken();
  vi.advanceTimersByTime(150);

  expect(looks).toBe(3);
});

it('stops when it is disposed', () => {
  pulse.quicken();

  pulse.dispose();
  pulse.quicken();
  vi.advanceTimersByTime(60_000);

  expect(looks).toBe(0);
});
