import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useMemo, useState } from 'react';

import { Anchor } from '../../calls/comments';
import { IDataObject, mediaType } from '../../calls/revisions';
import { IBox } from '../../discussion/places';
import { Contents } from '../contents';
import { useLoaded, useObjectUrl } from '../loaded';
import { IChoice } from './choice';
import { Frame } from './frame';
import { IWithGraph, Live } from './live';
import { Zoomable } from './zoomable';

interface IStageProps {
  readonly name: string;
  readonly alt: string;
  readonly choice: IChoice;
  readonly contents: Contents;
  readonly rendermime: IRenderMimeRegistry;
  /** What something is to be shown on: the picture, or points of the live figure. */
  readonly wanted: Anchor['kind'] | null;
  /** What lies over the picture. */
  readonly over: (box: IBox) => React.ReactNode;
  readonly withGraph: IWithGraph;
  readonly trans: TranslationBundle;
}

/**
 * The figure itself: alive where JupyterLab can draw it, else its picture.
 */
export function Stage(props: IStageProps): JSX.Element {
  const { trans, choice } = props;
  const { live, picture, page } = choice;
  const [still, setStill] = useState(false);
  useEffect(() => {
    if (props.wanted) {
      setStill(props.wanted === 'region');
    }
  }, [props.wanted]);
  const [undrawn, setUndrawn] = useState<string | null>(null);
  const drawn = live?.id === undrawn ? null : live;
  const other = picture ?? page;
  const chosen = (still && other) || drawn || other;
  return (
    <div
      className="gofigr-Picture"
      data-ways={drawn && other ? 'true' : undefined}
    >
      {chosen === null ? (
        <p className="gofigr-Picture-none">
          {trans.__(
            'Browsers show no picture of this revision. Its files are below.'
          )}
        </p>
      ) : (
        <Chosen
          {...props}
          key={chosen.id}
          item={chosen}
          onFailure={() => setUndrawn(chosen.id)}
        />
      )}
      {drawn && other && (
        <div
          className="gofigr-Picture-ways"
          role="group"
          aria-label={trans.__('How to show it')}
        >
          <button aria-pressed={!still} onClick={() => setStill(false)}>
            {trans.__('Live')}
          </button>
          <button aria-pressed={still} onClick={() => setStill(true)}>
            {trans.__('Picture')}
          </button>
        </div>
      )}
    </div>
  );
}

interface IChosenProps extends IStageProps {
  readonly item: IDataObject;
  readonly onFailure: () => void;
}

function Chosen(props: IChosenProps): JSX.Element {
  const { item, contents, name, alt, trans } = props;
  const loaded = useLoaded(() => contents.bytes(item.id), item.id);
  const bytes = loaded.kind === 'ready' ? loaded.value : null;
  const isPicture = item === props.choice.picture;
  const text = useMemo(
    () => (bytes && !isPicture ? new TextDecoder().decode(bytes) : null),
    [bytes, isPicture]
  );
  const url = useObjectUrl(isPicture ? bytes : null, mediaType(item));
  if (loaded.kind === 'failed') {
    return (
      <p className="gofigr-Picture-none">
        {loaded.reason || trans.__('The picture cannot be shown now.')}
      </p>
    );
  }
  if (isPicture) {
    return url ? (
      <Zoomable
        source={url}
        name={name}
        alt={alt}
        over={props.over}
        trans={trans}
      />
    ) : (
      <Waiting />
    );
  }
  if (text === null) {
    return <Waiting />;
  }
  return item.mime ? (
    <Live
      mime={item.mime}
      specification={text}
      rendermime={props.rendermime}
      withGraph={props.withGraph}
      onFailure={props.onFailure}
    />
  ) : (
    <Frame html={text} name={name} />
  );
}

function Waiting(): JSX.Element {
  return (
    <div className="gofigr-Picture-stage gofigr-Waiting" aria-busy="true" />
  );
}
