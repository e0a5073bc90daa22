import React from 'react';

import { Mode } from '../model';
import { Blink } from './blink';
import { Difference } from './difference';
import { Frame } from './frame';
import { Onion, Swipe } from './overlays';
import { IRasterProps, PictureLayer } from './picture';

/**
 * Two pictures of pixels, in one of the five ways.
 */
export function Rasters(
  props: IRasterProps & { readonly mode: Mode }
): JSX.Element {
  switch (props.mode) {
    case 'side':
      return <SideBySide {...props} />;
    case 'swipe':
      return <Swipe {...props} />;
    case 'onion':
      return <Onion {...props} />;
    case 'blink':
      return <Blink {...props} />;
    case 'difference':
      return <Difference {...props} />;
  }
}

function SideBySide(props: IRasterProps): JSX.Element {
  return (
    <div className="gofigr-Compare-pair">
      {(['before', 'after'] as const).map(role => (
        <Frame key={role} gestures={props.zooming.gestures}>
          <PictureLayer {...props} role={role} />
        </Frame>
      ))}
    </div>
  );
}
