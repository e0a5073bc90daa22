import { HTMLSelect } from '@jupyterlab/ui-components';
import React, { useState } from 'react';

import { SLIDE_KINDS, SlideKind } from '../calls/stories';
import { SheetFrame } from '../document/sheets/sheet';
import { Before } from '../insight/before';
import { Clashes } from './clashes';
import { revisionsOf } from './keeping/draft';
import { StoryHead } from './head';
import { FigurePicker } from './picker';
import { SlideList } from './slides';
import { IStoryTools } from './tools';
import { StoryModel } from './model';
import { kindName } from './words';
import { Writing } from './writing';

export interface IStoryViewProps {
  readonly model: StoryModel;
  readonly writing: Writing;
  readonly tools: IStoryTools;
  readonly onPresent: () => void;
  readonly onExport: (at: DOMRect) => void;
  readonly onMenu: (at: DOMRect) => void;
}

/**
 * A story: its slides, written in place.
 */
export function StoryView(props: IStoryViewProps): JSX.Element {
  const { model, writing, tools } = props;
  const { trans, people } = tools;
  const { slides } = model;
  const figures = revisionsOf(slides);
  const [picking, setPicking] = useState(figures.length === 0);
  const author = model.keeping?.story.author ?? '';
  return (
    <>
      <StoryHead {...props} author={people.name(author)} trans={trans} />
      <div className="gofigr-Story-page">
        <Clashes model={model} trans={trans} />
        <Beginning {...props} />
        <SlideList
          model={model}
          writing={writing}
          tools={tools}
          trans={trans}
        />
        {picking && (
          <SheetFrame
            title={trans.__('Add figures')}
            onClose={() => setPicking(false)}
            trans={trans}
          >
            <FigurePicker
              workspace={model.keeping?.story.workspace ?? ''}
              shown={figures}
              tools={tools}
              onAdd={revisions => {
                model.addFigures(revisions);
                setPicking(false);
              }}
            />
          </SheetFrame>
        )}
        <div className="gofigr-Story-add">
          <button
            className="gofigr-Quiet"
            aria-expanded={picking}
            onClick={() => setPicking(!picking)}
          >
            {trans.__('Add figures')}
          </button>
          <AddSlide {...props} />
        </div>
      </div>
    </>
  );
}

/** For whom it is, and who writes it. */
function Beginning(props: IStoryViewProps): JSX.Element {
  const { model, writing, tools } = props;
  const { trans } = tools;
  const { state } = writing;
  const canWrite = revisionsOf(model.slides).length > 0;
  const question = trans.__('What does this figure show?');
  return (
    <div className="gofigr-Story-begin">
      <label className="gofigr-Story-audience">
        <span>{trans.__('For')}</span>
        <input
          className="gofigr-Input"
          placeholder={trans.__('whom? The group, a reviewer …')}
          value={model.draft.audience}
          maxLength={300}
          onChange={({ target }) => model.say({ audience: target.value })}
        />
      </label>
      {state.kind === 'writing' ? (
        <button className="gofigr-Quiet" onClick={() => writing.stop()}>
          {trans.__('Stop')}
        </button>
      ) : (
        <button
          className="gofigr-Quiet"
          disabled={!canWrite || writing.isBusy}
          title={
            canWrite
              ? trans.__('Has the texts written that are missing')
              : trans.__('Add a figure first')
          }
          onClick={() => void writing.fill(question)}
        >
          {trans.__('Write the missing texts')}
        </button>
      )}
      <p className="gofigr-Story-writing" role="status">
        {state.kind === 'writing' && (
          <>
            {trans.__('Writing %1 of %2 …', state.done + 1, state.total)}
            <progress value={state.done} max={state.total} />
          </>
        )}
      </p>
      {state.kind === 'asking' && (
        <div className="gofigr-Insight">
          <Before
            pending={state.pending}
            onDecide={send => writing.decide(send)}
            trans={trans}
          />
        </div>
      )}
      {state.kind === 'broken' && (
        <p role="alert">
          {state.problem ||
            trans.__('The service did not answer. Try again in a moment.')}
        </p>
      )}
    </div>
  );
}

function AddSlide({ model, tools }: IStoryViewProps): JSX.Element {
  const { trans } = tools;
  const kinds = SLIDE_KINDS.filter(
    kind =>
      kind === 'custom' ||
      (kind !== 'figure' && !model.slides.some(slide => slide.kind === kind))
  );
  return (
    <HTMLSelect
      value=""
      aria-label={trans.__('Add a slide')}
      onChange={({ target }) => model.add(target.value as SlideKind)}
    >
      <option value="">{trans.__('Add a slide …')}</option>
      {kinds.map(kind => (
        <option key={kind} value={kind}>
          {kindName(kind, trans)}
        </option>
      ))}
    </HTMLSelect>
  );
}
