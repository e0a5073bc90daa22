import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { MessageLoop } from '@lumino/messaging';
import { ReadonlyPartialJSONValue } from '@lumino/coreutils';
import { Widget } from '@lumino/widgets';
import React, { useLayoutEffect, useRef, useState } from 'react';

import { IGraph, graphIn } from '../../discussion/points/graph';

/** What is shown with a figure that plotly has drawn. */
export interface IWithGraph {
  /** Lies over it, in its pixels. */
  readonly marks: (graph: IGraph) => React.ReactNode;
  /** A bar below it. */
  readonly tools: (graph: IGraph) => React.ReactNode;
}

interface ILiveProps {
  readonly mime: string;
  readonly specification: string;
  readonly rendermime: IRenderMimeRegistry;
  readonly withGraph: IWithGraph;
  /** Called when it cannot be drawn. */
  readonly onFailure: () => void;
}

/**
 * A figure drawn from its specification, as in a notebook's output.
 */
export function Live(props: ILiveProps): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const [graph, setGraph] = useState<IGraph | null>(null);
  // Lumino leaves a place that is still in the page only, as at a layout effect's end.
  useLayoutEffect(() => {
    const node = host.current;
    if (!node) {
      return;
    }
    const renderer = props.rendermime.createRenderer(props.mime);
    Widget.attach(renderer, node);
    draw(props, renderer)
      .then(() => setGraph(renderer.isDisposed ? null : graphIn(node)))
      .catch(props.onFailure);
    const watch = new ResizeObserver(() =>
      MessageLoop.sendMessage(renderer, Widget.ResizeMessage.UnknownSize)
    );
    watch.observe(node);
    return () => {
      watch.disconnect();
      renderer.dispose();
    };
  }, [props.mime, props.specification]);
  return (
    <>
      <div className="gofigr-Picture-live">
        <div className="gofigr-Picture-drawn" ref={host} />
        {graph && props.withGraph.marks(graph)}
      </div>
      {graph && props.withGraph.tools(graph)}
    </>
  );
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
