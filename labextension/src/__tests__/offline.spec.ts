import { nullTranslator } from '@jupyterlab/translation';
import { expect, it } from 'vitest';

import { RequestError } from '../api';
import { asOffline, offlineText } from '../offline';

const trans = nullTranslator.load('gofigr_jupyter');

it('says what the service said', () => {
  const refused = new RequestError('You may not see it.', 'Ask ann.', 403);

  expect(offlineText(asOffline(refused), trans)).toBe(
    'You may not see it. Ask ann.'
  );
});

it('tells an answer that it does not understand from none', () => {
  const strange = asOffline(new RequestError('', '', 404));
  const nothing = asOffline(new TypeError('Failed to fetch'));

  expect(offlineText(strange, trans)).toContain('of another version');
  expect(offlineText(nothing, trans)).toBe('The service does not answer.');
});
