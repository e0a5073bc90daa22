import { expect, it } from 'vitest';

import { keptFigure, keptInCell, keptOutput } from '../outputs/note';
import { withTexts } from '../outputs/png';

const NOTE =
  '<div style="font-size:85%">Kept as “Mass” · revision 2 · ' +
  '<a href="http://127.0.0.1:4000/r/Ab3dE9xk1" target="_blank">/r/Ab3dE9xk1</a></div>';
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

it('knows a kept figure by the note under it', () => {
  const outputs = [null, NOTE, null];

  expect(keptOutput(outputs, 0)).toEqual({ revision: 'Ab3dE9xk1' });
  expect(keptOutput(outputs, 1)).toEqual({ revision: 'Ab3dE9xk1' });
  expect(keptOutput(outputs, 2)).toBeNull();
  expect(keptInCell(outputs)).toEqual({ revision: 'Ab3dE9xk1' });
});

it('takes nothing else for a note', () => {
  const table =
    '<table><tr><td>Kept as <a href="/r/Ab3">x</a></td></tr></table>';
  const waiting = '<div style="">Waiting in the outbox: no service</div>';

  expect(keptInCell([table, waiting, null])).toBeNull();
});

it('writes texts into a PNG and leaves the picture alone', () => {
  const png = Uint8Array.from(atob(PIXEL), it => it.charCodeAt(0));

  const told = withTexts(png, { Source: 'http://here/r/Ab3' });

  const text = new TextDecoder('latin1').decode(told);
  expect(text).toContain('iTXtSource\0\0\0\0\0http://here/r/Ab3');
  expect(text.indexOf('IHDR')).toBeLessThan(text.indexOf('iTXt'));
  expect([...told.subarray(-12)]).toEqual([...png.subarray(-12)]);
  expect(told.length).toBe(png.length + 12 + 6 + 5 + 17);
});

it('writes a text instead of an earlier one of that keyword', () => {
  const png = Uint8Array.from(atob(PIXEL), it => it.charCodeAt(0));
  const before = withTexts(png, { Source: 'a longer one', Author: 'ada' });

  const told = withTexts(before, { Source: 'x' });

  const text = new TextDecoder('latin1').decode(told);
  expect(text.match(/iTXt\w+/g)).toEqual(['iTXtSource', 'iTXtAuthor']);
  expect(withTexts(told, { Source: 'x' })).toEqual(told);
});

it('leaves other files as they are', () => {
  const svg = new TextEncoder().encode('<svg/>');

  expect(withTexts(svg, { Source: 'x' })).toBe(svg);
});

it('tells the figure from the note under it', () => {
  const outputs = [null, NOTE, null];

  expect(keptFigure(outputs, 0)).toEqual({ revision: 'Ab3dE9xk1' });
  expect(keptFigure(outputs, 1)).toBeNull();
  expect(keptFigure(outputs, 2)).toBeNull();
});
