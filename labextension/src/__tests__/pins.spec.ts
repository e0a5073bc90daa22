import { beforeEach, expect, it } from 'vitest';

import { Pins } from '../pins';
import { FakeService } from './service';

let service: FakeService;
let pins: Pins;

beforeEach(() => {
  service = new FakeService();
  service.answers.set('api/v1.4.1/user', [
    {
      username: 'ann',
      user_profile: {
        theme: 'dark',
        ui_data: { other: 1, pinned_figures: ['f1'] }
      }
    }
  ]);
  pins = new Pins(service.api);
});

it('knows what the account has pinned', async () => {
  await pins.load();

  expect([pins.has('f1'), pins.has('f2')]).toEqual([true, false]);
});

it('adds a pin and leaves the rest of the profile as it is', async () => {
  await pins.load();

  await pins.set('f2', true);

  expect(pins.has('f2')).toBe(true);
  expect(service.sent).toEqual([
    {
      method: 'PATCH',
      path: 'api/v1.4.1/user/ann',
      body: {
        user_profile: {
          theme: 'dark',
          ui_data: { other: 1, pinned_figures: ['f2', 'f1'] }
        }
      }
    }
  ]);
});

it('shows a pin at once and takes it back when it is refused', async () => {
  await pins.load();
  service.failure = { status: 503, body: { detail: 'Not now.' } };

  const setting = pins.set('f1', false);
  const shownAtOnce = pins.has('f1');

  await expect(setting).rejects.toThrow('Not now.');
  expect([shownAtOnce, pins.has('f1')]).toEqual([false, true]);
});
