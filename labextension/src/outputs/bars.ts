import { Cell, CodeCell } from '@jupyterlab/cells';
import { NotebookPanel } from '@jupyterlab/notebook';
import { Panel, Widget } from '@lumino/widgets';

import { Preferences } from '../preferences/preferences';
import { IBarTools, OutputBar } from './bar';
import { OUTPUT } from './ids';
import { keptFigures } from './kept';

const KEPT = 'gofigr-mod-kept';
const HIDDEN = 'gofigr-no-outputButtons';

/**
 * Give kept figures their buttons once somebody points at them, or is about to
 * reach them by Tab. So a notebook costs nothing for those nobody looks at.
 */
export function offerBars({ content }: NotebookPanel, tools: IBarTools): void {
  hideAsPreferred(content, tools.preferences);
  content.node.addEventListener('pointerover', ({ target }) => {
    const output = target instanceof Element && target.closest(`.${OUTPUT}`);
    const node = output && output.closest('.jp-Cell');
    const cell = node && content.widgets.find(it => it.node === node);
    if (cell) {
      addBars(cell, tools);
    }
  });
  content.node.addEventListener(
    'keydown',
    ({ key }) => {
      const { activeCell } = content;
      if (key === 'Tab' && activeCell) {
        addBars(activeCell, tools);
      }
    },
    true
  );
}

function hideAsPreferred(content: Widget, preferences: Preferences): void {
  const follow = () =>
    content.toggleClass(HIDDEN, !preferences.shows('outputButtons'));
  preferences.changed.connect(follow);
  content.disposed.connect(() => preferences.changed.disconnect(follow));
  follow();
}

function addBars(cell: Cell, tools: IBarTools): void {
  if (!(cell instanceof CodeCell)) {
    return;
  }
  for (const place of keptFigures(cell).keys()) {
    const output = cell.outputArea.widgets[place];
    if (output instanceof Panel && !hasBar(output)) {
      output.addClass(KEPT);
      output.addWidget(
        new OutputBar(tools, () => {
          const now = cell.outputArea.widgets.indexOf(output);
          return keptFigures(cell).get(now)?.revision ?? null;
        })
      );
    }
  }
}

function hasBar(output: Panel): boolean {
  return output.widgets.some(each => each instanceof OutputBar);
}
