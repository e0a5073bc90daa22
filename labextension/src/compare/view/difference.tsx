import React, { useEffect, useRef } from 'react';

import { IDifference } from '../difference';
import { Pixels } from '../model';
import { counted } from '../verdicts';
import { Frame, Layer } from './frame';
import { IRasterProps, PictureLayer } from './picture';

/**
 * The second picture in faint gray, upon it the pixels that differ, and a
 * rectangle around them.
 */
export function Difference(props: IRasterProps): JSX.Element {
  const { compared, zooming, alignment } = props;
  const { zoom } = zooming.gestures;
  const found =
    compared.pixels.kind === 'counted' ? compared.pixels.difference : null;
  return (
    <>
      <Frame gestures={zooming.gestures}>
        <PictureLayer {...props} role="after" className="gofigr-mod-faint" />
        {found && found.changed > 0 && (
          <Layer zoom={zoom} box={{ x: 0, y: 0, ...alignment.room }}>
            <Marks difference={found} />
          </Layer>
        )}
        {found?.region && (
          <div
            className="gofigr-Compare-region"
            style={{
              left: zoom.x + found.region.x * zoom.scale,
              top: zoom.y + found.region.y * zoom.scale,
              width: found.region.width * zoom.scale,
              height: found.region.height * zoom.scale
            }}
          />
        )}
      </Frame>
      <p className="gofigr-Compare-controls" role="status">
        {summary(compared.pixels, props)}
      </p>
    </>
  );
}

function summary(pixels: Pixels, { trans }: IRasterProps): string {
  switch (pixels.kind) {
    case 'too large':
      return trans.__('The pictures are too large to be compared by pixels.');
    case 'none':
      return '';
    case 'counted': {
      const { changed, width, height } = pixels.difference;
      return changed
        ? trans._n(
            '%2 of %3 pixels differs; the frame shows where.',
            '%2 of %3 pixels differ, all within the frame.',
            changed,
            counted(changed),
            counted(width * height)
          )
        : trans.__('No pixel differs.');
    }
  }
}

/** The canvas is as large as the picture, and painted in the text's color. */
function Marks({ difference }: { difference: IDifference }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (canvas.current && context) {
      const [red, green, blue] = colorOf(canvas.current);
      const { width, height, mask } = difference;
      const image = context.createImageData(width, height);
      const pixels = new Uint32Array(image.data.buffer);
      const painted = new Uint32Array(
        new Uint8Array([red, green, blue, 255]).buffer
      )[0];
      for (
        let pixel = mask.indexOf(1);
        pixel >= 0;
        pixel = mask.indexOf(1, pixel + 1)
      ) {
        pixels[pixel] = painted;
      }
      context.putImageData(image, 0, 0);
    }
  }, [difference]);
  return (
    <canvas
      ref={canvas}
      className="gofigr-Compare-marks"
      width={difference.width}
      height={difference.height}
      aria-hidden
    />
  );
}

function colorOf(node: Element): readonly number[] {
  const numbers = getComputedStyle(node).color.match(/\d+/g) ?? [];
  return numbers.slice(0, 3).map(Number);
}
