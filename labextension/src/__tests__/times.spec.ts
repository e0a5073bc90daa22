import { nullTranslator } from '@jupyterlab/translation';
import { expect, it } from 'vitest';

import { relativeTime } from '../times';

const trans = nullTranslator.load('gofigr_jupyter');
const NOW = new Date(2026, 10, 21, 14, 30);

it.each([
  [new Date(2026, 10, 21, 14, 29, 40), 'just now'],
  [new Date(2026, 10, 21, 14, 28), '2 min ago'],
  [new Date(2026, 10, 21, 9, 5), '09:05'],
  [new Date(2026, 10, 17, 14, 10), 'Tuesday 14:10'],
  [new Date(2026, 10, 12), '12 Nov'],
  [new Date(2025, 10, 12), '12 Nov 2025'],
  [new Date('no date'), '']
])('says %s as people do', (then, words) => {
  expect(relativeTime(then, NOW, trans, 'en-GB')).toBe(words);
});
