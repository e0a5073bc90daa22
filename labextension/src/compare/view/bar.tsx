import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { CompareModel, MODES, Mode } from '../model';
import { IZooming } from './zooming';

interface IBarProps {
  readonly model: CompareModel;
  /** Null where there are no pictures of pixels: then only one way is possible. */
  readonly zooming: IZooming | null;
  readonly trans: TranslationBundle;
  readonly help: boolean;
  readonly onHelp: () => void;
}

/**
 * The ways to compare, and the zoom.
 */
export function Bar(props: IBarProps): JSX.Element {
  const { trans, zooming } = props;
  return (
    <header className="gofigr-Compare-bar">
      <Ways {...props} />
      {zooming && <Zoom zooming={zooming} trans={trans} />}
      <button
        className="gofigr-Compare-button"
        aria-expanded={props.help}
        title={trans.__('The keys (?)')}
        aria-label={trans.__('The keys')}
        onClick={props.onHelp}
      >
        ?
      </button>
    </header>
  );
}

function Ways({ model, zooming, trans }: IBarProps): JSX.Element {
  const shown = zooming ? model.mode : 'side';
  const refusal = trans.__(
    'Only side by side is possible: one of them has no stored picture of pixels.'
  );
  return (
    <div
      role="group"
      aria-label={trans.__('Ways to compare')}
      className="gofigr-Compare-ways"
    >
      {MODES.map((mode, index) => {
        const possible = zooming !== null || mode === 'side';
        return (
          <button
            key={mode}
            aria-pressed={mode === shown}
            aria-disabled={!possible}
            title={possible ? trans.__('Key %1', index + 1) : refusal}
            onClick={() => {
              if (possible) {
                model.mode = mode;
              }
            }}
          >
            {modeNames(trans)[mode]}
          </button>
        );
      })}
    </div>
  );
}

interface IZoomProps {
  readonly zooming: IZooming;
  readonly trans: TranslationBundle;
}

function Zoom({ zooming, trans }: IZoomProps): JSX.Element {
  const percent = Math.round(100 * zooming.gestures.zoom.scale);
  return (
    <div
      role="group"
      aria-label={trans.__('Zoom')}
      className="gofigr-Compare-zoom"
    >
      <button
        className="gofigr-Compare-button"
        title={trans.__('Zoom out (-)')}
        aria-label={trans.__('Zoom out')}
        onClick={() => zooming.by(1 / 1.25)}
      >
        −
      </button>
      <output aria-label={trans.__('Zoom')}>{percent} %</output>
      <button
        className="gofigr-Compare-button"
        title={trans.__('Zoom in (+)')}
        aria-label={trans.__('Zoom in')}
        onClick={() => zooming.by(1.25)}
      >
        +
      </button>
      <button
        className="gofigr-Compare-button"
        title={trans.__('The whole picture (0)')}
        onClick={zooming.fit}
      >
        {trans.__('Fit')}
      </button>
      <button
        className="gofigr-Compare-button"
        title={trans.__('One pixel for each pixel (9)')}
        onClick={zooming.real}
      >
        1:1
      </button>
    </div>
  );
}

function modeNames(trans: TranslationBundle): Readonly<Record<Mode, string>> {
  return {
    side: trans.__('Side by side'),
    swipe: trans.__('Swipe'),
    onion: trans.__('Onion skin'),
    blink: trans.__('Blink'),
    difference: trans.__('Difference')
  };
}
