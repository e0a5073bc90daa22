import { IRenderMimeRegistry, MimeModel } from '@jupyterlab/rendermime';
import { ReadonlyPartialJSONValue } from '@lumino/coreutils';
import { Widget } from '@lumino/widgets';
import { TranslationBundle } from '@jupyterlab/translation';
import React, { useLayoutEffect, useRef, useState } from 'react';

import { ICompared } from '../model';
import { ISide } from '../side';
import { nameOf } from './picture';

interface ILiveProps {
  readonly rendermime: IRenderMimeRegistry;
  readonly trans: TranslationBundle;
}

/**
 * Two pictures of which at least one has no pixels: each as it is, side by side.
 */
export function LivePair(
  props: ILiveProps & { readonly compared: ICompared }
): JSX.Element {
  return (
    <div className="gofigr-Compare-pair">
      {(['before', 'after'] as const).map(role => (
        <div className="gofigr-Compare-live" key={role}>
          <LivePicture {...props} side={props.compared[role]} />
        </div>
      ))}
    </div>
  );
}

function LivePicture(
  props: ILiveProps & { readonly side: ISide }
): JSX.Element {
  const { side, trans } = props;
  const name = nameOf(side, trans);
  switch (side.picture.kind) {
    case 'raster':
      return <img src={side.picture.raster.url} alt={name} />;
    case 'page':
      // Its scripts run in a place of their own, without Jupyter's address.
      return (
        <iframe
          sandbox="allow-scripts"
          srcDoc={side.picture.html}
          title={name}
        />
      );
    case 'live':
      return (
        <Drawn {...props} mime={side.picture.mime} spec={side.picture.spec} />
      );
    case 'none':
      return (
        <p className="gofigr-Compare-note">
          {trans.__('%1 has no picture that can be shown here.', name)}
        </p>
      );
  }
}

interface IDrawnProps extends ILiveProps {
  readonly mime: string;
  readonly spec: string;
}

/** Drawn by what JupyterLab has for that kind of specification. */
function Drawn(props: IDrawnProps): JSX.Element {
  const { rendermime, mime, spec, trans } = props;
  const host = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  // Lumino leaves a place that is still in the page only, as at a layout effect's end.
  useLayoutEffect(() => {
    const data = { [mime]: parsed(spec) };
    const known = rendermime.preferredMimeType(data, 'any');
    setFailed(known === undefined);
    if (known === undefined || !host.current) {
      return;
    }
    const renderer = rendermime.createRenderer(known);
    Widget.attach(renderer, host.current);
    renderer.renderModel(new MimeModel({ data })).catch(() => setFailed(true));
    return () => renderer.dispose();
  }, [rendermime, mime, spec]);
  return (
    <>
      <div className="gofigr-Compare-drawn" ref={host} />
      {failed && (
        <p className="gofigr-Compare-note">
          {trans.__(
            'JupyterLab has nothing here that draws %1. Install its extension, or compare the specification below.',
            mime
          )}
        </p>
      )}
    </>
  );
}

function parsed(spec: string): ReadonlyPartialJSONValue {
  try {
    return JSON.parse(spec);
  } catch {
    return spec;
  }
}
