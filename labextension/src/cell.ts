import { ICodeCell, IMarkdownCell } from '@jupyterlab/nbformat';

import { INewest } from './calls/catalog';

const FILE = 'figure.png';

/** A figure that is to stand in a notebook. */
export interface IInserted {
  readonly name: string;
  readonly revision: INewest;
}

/**
 * A Markdown cell that shows the figure and links to its page. The picture is
 * inside the cell, so that it is seen without the service; without one the cell
 * holds the link alone.
 */
export function figureCell(
  figure: IInserted,
  link: string,
  picture: string | null
): IMarkdownCell {
  const name = figure.name.replace(/\s+/g, ' ').replace(/[\\[\]]/g, '\\$&');
  const data = picture?.replace(/^data:image\/png;base64,/, '');
  const cell = { cell_type: 'markdown', metadata: {} } as const;
  return data
    ? {
        ...cell,
        source: `[![${name}](attachment:${FILE})](${link})`,
        attachments: { [FILE]: { 'image/png': data } }
      }
    : { ...cell, source: `[${name}](${link})` };
}

/**
 * A cell that runs a revision of a clean room again and shows its controls.
 */
export function rerunCell(revision: string): ICodeCell {
  const source = [
    'import gofigr_jupyter',
    // Unlike %load_ext it says nothing where that is so already.
    'gofigr_jupyter.load_ipython_extension(get_ipython())',
    `gofigr_jupyter.rerun(${JSON.stringify(revision)})`
  ].join('\n');
  return {
    cell_type: 'code',
    execution_count: null,
    metadata: {},
    outputs: [],
    source
  };
}
