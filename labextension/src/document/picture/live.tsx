import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { MessageLoop } from '@lumino/messaging';
import { ReadonlyPartialJSONValue } from '@lumino/coreutils';
import { Widget } from '@lumino/widgets';
import React, { useEffect, useRef } from 'react';

interface ILiveProps {
  readonly mime: string;
  readonly specification: string;
  readonly rendermime: IRenderMimeRegistry;
  /** Called when it cannot be drawn. */
  readonly onFailure: () => void;
}

/**
 * A figure drawn from its specification, as in a notebook's output.
 */
export function Live(props: ILiveProps): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const node = host.current;
    if (!node) {
      return;
    }
    const renderer = props.rendermime.createRenderer(props.mime);
    Widget.attach(renderer, node);
    draw(props, renderer).catch(props.onFailure);
    const watch = new ResizeObserver(() =>
      MessageLoop.sendMessage(renderer, Widget.ResizeMessage.UnknownSize)
    );
    watch.observe(node);
    return () => {
      watch.disconnect();
      renderer.dispose();
    };
  }, [props.mime, props.specification]);
  return <div className="gofigr-Picture-live" ref={host} />;
}

/**
 * Whether JupyterLab draws the media type in a way that is safe for what others
 * made.
 */
export function draws(rendermime: IRenderMimeRegistry, mime: string): boolean {
  return rendermime.getFactory(mime)?.safe === true;
}

async function draw(
  { mime, specification, rendermime }: ILiveProps,
  renderer: ReturnType<IRenderMimeRegistry['createRenderer']>
): Promise<void> {
  const parsed: ReadonlyPartialJSONValue = JSON.parse(specification);
  const model = rendermime.createModel({ data: { [mime]: parsed } });
  await renderer.renderModel(model);
}
