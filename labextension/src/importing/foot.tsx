import { TranslationBundle } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import React from 'react';

import { IGoFigr } from '../tokens';
import { showImported } from './commands';
import { Imports } from './view';

/**
 * What is being imported, as the foot of the panel.
 */
export function importsFoot(
  commands: CommandRegistry,
  gofigr: IGoFigr,
  check: (file: File) => void,
  trans: TranslationBundle
): JSX.Element {
  return (
    <Imports
      model={gofigr.imports}
      onCheck={check}
      onShow={done => void showImported(gofigr, commands, done)}
      trans={trans}
    />
  );
}
