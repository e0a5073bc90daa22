import { expect, it } from 'vitest';

import { figureCell, rerunCell } from '../cell';

const REVISION = { id: 'r1', shortId: 'Ab3', number: 4 };
const LINK = 'http://localhost/gofigr/r/Ab3';

it('puts the picture into the cell and links to its page', () => {
  const figure = { name: 'Bill length', revision: REVISION };

  expect(figureCell(figure, LINK, 'data:image/png;base64,iVBO')).toEqual({
    cell_type: 'markdown',
    metadata: {},
    source: `[![Bill length](attachment:figure.png)](${LINK})`,
    attachments: { 'figure.png': { 'image/png': 'iVBO' } }
  });
});

it('links by name where there is no picture', () => {
  const figure = { name: 'a [b]\nc', revision: REVISION };

  expect(figureCell(figure, LINK, null)).toEqual({
    cell_type: 'markdown',
    metadata: {},
    source: `[a \\[b\\] c](${LINK})`
  });
});

it('a cell that runs a revision again loads us first', () => {
  expect(rerunCell('Ab3dE9xk1').source).toBe(
    'import gofigr_jupyter\n' +
      'gofigr_jupyter.load_ipython_extension(get_ipython())\n' +
      'gofigr_jupyter.rerun("Ab3dE9xk1")'
  );
});
