import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { IAlignment } from '../alignment';
import { ICompared, Role } from '../model';
import { ISide } from '../side';
import { Layer } from './frame';
import { IZooming } from './zooming';

/** What every way to compare two pictures needs. */
export interface IRasterProps {
  readonly compared: ICompared;
  readonly alignment: IAlignment;
  readonly zooming: IZooming;
  readonly trans: TranslationBundle;
}

/**
 * One of the two pictures, in the room that both share.
 */
export function PictureLayer(
  props: IRasterProps & { readonly role: Role; readonly className?: string }
): JSX.Element | null {
  const side = props.compared[props.role];
  return (
    <Layer
      zoom={props.zooming.gestures.zoom}
      box={props.alignment[props.role]}
      className={props.className}
    >
      <img
        src={side.picture.kind === 'raster' ? side.picture.raster.url : ''}
        alt={nameOf(side, props.trans)}
        draggable={false}
      />
    </Layer>
  );
}

/**
 * What people call a revision when they look at two.
 */
export function nameOf(side: ISide, trans: TranslationBundle): string {
  return trans.__('Revision %1', side.revision.number);
}
