import React, { useEffect, useState } from 'react';

import { Role } from '../model';
import { Frame } from './frame';
import { IRasterProps, PictureLayer, nameOf } from './picture';

const PAUSE = 800;
const CALM = '(prefers-reduced-motion: reduce)';

/**
 * The two pictures in turn, at the same place. Begins only where motion is
 * welcome; a button, and the space bar, show the other one.
 */
export function Blink(props: IRasterProps): JSX.Element {
  const { trans, compared } = props;
  const [shown, setShown] = useState<Role>('before');
  const [running, setRunning] = useState(
    () => !window.matchMedia(CALM).matches
  );
  useEffect(() => {
    if (!running) {
      return;
    }
    const timer = setInterval(() => setShown(other), PAUSE);
    return () => clearInterval(timer);
  }, [running]);
  return (
    <>
      <Frame gestures={props.zooming.gestures}>
        <PictureLayer {...props} role={shown} />
      </Frame>
      <div className="gofigr-Compare-controls">
        <strong className="gofigr-Compare-shown">
          {nameOf(compared[shown], trans)}
        </strong>
        <button
          className="gofigr-Compare-button"
          onClick={() => setRunning(!running)}
        >
          {running ? trans.__('Pause') : trans.__('Blink')}
        </button>
        <button
          className="gofigr-Compare-button"
          data-other
          title={trans.__('Show the other one (Space)')}
          onClick={() => {
            setRunning(false);
            setShown(other);
          }}
        >
          {trans.__('Show the other')}
        </button>
      </div>
    </>
  );
}

function other(role: Role): Role {
  return role === 'before' ? 'after' : 'before';
}
