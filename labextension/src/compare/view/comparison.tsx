import { TranslationBundle } from '@jupyterlab/translation';
import React, { RefObject, useEffect, useMemo, useRef, useState } from 'react';

import { sameSize } from '../alignment';
import { Action, actionOf } from '../keys';
import { CompareModel, ICompared } from '../model';
import { sentence } from '../sentence';
import { verdictsOf } from '../verdicts';
import { useFindings } from './findings';
import { Bar } from './bar';
import { Help } from './help';
import { LivePair } from './live';
import { Pickers } from './pickers';
import { Rasters } from './rasters';
import { Sheets } from './sheets';
import { ISurroundings } from './surroundings';
import { IZooming, useZoom } from './zooming';

interface IComparisonProps extends ISurroundings {
  readonly model: CompareModel;
  readonly compared: ICompared;
}

const NO_ROOM = { width: 640, height: 480 };
const STEP = 1.25;

/**
 * Two revisions: what changed in a sentence, the pictures, and the details.
 */
export function Comparison(props: IComparisonProps): JSX.Element {
  const { model, compared, trans } = props;
  const { pixels } = compared;
  const alignment = pixels.kind === 'none' ? null : pixels.alignment;
  const root = useOwnFocus();
  const [help, setHelp] = useState(false);
  const zooming = useZoom(alignment?.room ?? NO_ROOM);
  const findings = useFindings(compared, trans);
  const said = useMemo(
    () => sentence(verdictsOf(compared, findings, trans), trans),
    [compared, findings, trans]
  );
  return (
    <div
      className="gofigr-Compare-root"
      ref={root}
      tabIndex={-1}
      aria-busy={compared.busy}
      onKeyDown={event => onKey(event, { ...props, zooming, help, setHelp })}
    >
      <Bar
        {...{ model, trans, help }}
        zooming={alignment && zooming}
        onHelp={() => setHelp(!help)}
      />
      {help && <Help trans={trans} />}
      <p className="gofigr-Compare-sentence" role="status">
        {said}
      </p>
      <section
        className="gofigr-Compare-stage"
        aria-label={trans.__('Pictures')}
      >
        <Pickers {...{ model, compared, trans }} />
        {alignment ? (
          <Rasters
            {...{ compared, alignment, zooming, trans, mode: model.mode }}
          />
        ) : (
          <LivePair {...{ compared, trans }} rendermime={props.rendermime} />
        )}
        <Sizes compared={compared} trans={trans} />
      </section>
      <Sheets {...props} findings={findings} />
    </div>
  );
}

/** The element that takes the focus which the widget had before it was there. */
function useOwnFocus(): RefObject<HTMLDivElement> {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement?.contains(root.current)) {
      root.current?.focus();
    }
  }, []);
  return root;
}

interface IStage extends IComparisonProps {
  readonly zooming: IZooming;
  readonly help: boolean;
  readonly setHelp: (help: boolean) => void;
}

function onKey(event: React.KeyboardEvent<HTMLElement>, stage: IStage): void {
  const action = actionOf(event);
  if (action) {
    event.preventDefault();
    event.stopPropagation();
    act(action, event.currentTarget, stage);
  }
}

function act(action: Action, root: HTMLElement, stage: IStage): void {
  const { model, zooming } = stage;
  switch (action.kind) {
    case 'mode':
      model.mode = action.mode;
      break;
    case 'step':
      void model.step(action.role, action.by);
      break;
    case 'swap':
      void model.swap();
      break;
    case 'zoom in':
      zooming.by(STEP);
      break;
    case 'zoom out':
      zooming.by(1 / STEP);
      break;
    case 'fit':
      zooming.fit();
      break;
    case 'real size':
      zooming.real();
      break;
    case 'other':
      root.querySelector<HTMLElement>('[data-other]')?.click();
      break;
    case 'help':
      stage.setHelp(!stage.help);
      break;
    case 'back':
      if (stage.help) {
        stage.setHelp(false);
      } else {
        stage.openFigure(stage.compared.after.revision.figure);
      }
  }
}

/** Says it where the pictures differ in size, and what was done about it. */
function Sizes(props: {
  readonly compared: ICompared;
  readonly trans: TranslationBundle;
}): JSX.Element | null {
  const { before, after, pixels } = props.compared;
  if (
    before.picture.kind !== 'raster' ||
    after.picture.kind !== 'raster' ||
    pixels.kind === 'none'
  ) {
    return null;
  }
  const sizes = [before.picture.raster.size, after.picture.raster.size];
  if (sameSize(sizes[0], sizes[1])) {
    return null;
  }
  const [a, b] = sizes.map(({ width, height }) => `${width} × ${height}`);
  const { trans } = props;
  return (
    <p className="gofigr-Compare-note">
      {pixels.alignment.scaled
        ? trans.__(
            'The pictures differ in size (%1 and %2); they are shown at the same width.',
            a,
            b
          )
        : trans.__(
            'The pictures differ a little in size (%1 and %2); they meet where they agree most.',
            a,
            b
          )}
    </p>
  );
}
