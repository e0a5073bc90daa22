import { useState } from 'react';

import { ISize } from '../alignment';
import { IPoint, IZoom, centered, fit, panned, zoomed } from '../zoom';
import { IGestures } from './frame';

/** The zoom of all frames of a comparison, and the ways to change it. */
export interface IZooming {
  readonly gestures: IGestures;
  readonly by: (factor: number) => void;
  readonly fit: () => void;
  readonly real: () => void;
}

/**
 * A zoom that fits the picture into its frame until somebody changes it.
 */
export function useZoom(room: ISize): IZooming {
  const [frame, setFrame] = useState<ISize>({ width: 0, height: 0 });
  const [chosen, setChosen] = useState<IZoom | null>(null);
  const fitting = fit(room, frame);
  const zoom = chosen ?? fitting;
  const zoomAt = (factor: number, point: IPoint) =>
    setChosen(now => zoomed(now ?? fitting, factor, point, fitting.scale));
  return {
    gestures: {
      zoom,
      onZoom: zoomAt,
      onPan: by => setChosen(now => panned(now ?? fitting, by, room, frame)),
      onResize: setFrame
    },
    by: factor => zoomAt(factor, { x: frame.width / 2, y: frame.height / 2 }),
    fit: () => setChosen(null),
    real: () => setChosen(centered(room, frame, 1))
  };
}
