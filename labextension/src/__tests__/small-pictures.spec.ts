import { expect, it } from 'vitest';

import { SmallPictures } from '../small-pictures';
import { serviceWithTwoFigures } from './service';

const PATH = 'api/v1.4.1/revision/r3/thumbnail/192';

it('asks once for each picture', async () => {
  const service = serviceWithTwoFigures();
  const pictures = new SmallPictures(service.api);

  const found = await Promise.all([pictures.of('r3'), pictures.of('r3')]);

  expect(found).toEqual(Array(2).fill('data:image/png;base64,iVBORw0'));
  expect(service.asked).toEqual([PATH]);
});

it('asks again for one that could not be had', async () => {
  const service = serviceWithTwoFigures();
  const pictures = new SmallPictures(service.api);
  service.failure = { status: 503, body: {} };
  expect(await pictures.of('r3')).toBeNull();
  service.failure = null;

  expect(await pictures.of('r3')).toBe('data:image/png;base64,iVBORw0');
});
