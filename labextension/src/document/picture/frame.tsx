import React from 'react';

interface IFrameProps {
  readonly html: string;
  readonly name: string;
}

// A figure made of HTML needs its scripts. It gets them in a frame of a foreign
// origin that reaches neither JupyterLab nor the network.
const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' data: blob:",
  "style-src 'unsafe-inline' data:",
  'img-src data: blob:',
  'font-src data:',
  'worker-src blob:'
].join('; ');

/**
 * A figure made of HTML.
 */
export function Frame({ html, name }: IFrameProps): JSX.Element {
  return (
    <iframe
      className="gofigr-Picture-frame"
      title={name}
      sandbox="allow-scripts"
      srcDoc={`<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}">${html}`}
    />
  );
}
