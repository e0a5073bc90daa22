import { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import React, { useState } from 'react';

import { ISlide } from '../calls/stories';
import { gripIcon } from '../icon';
import { IconButton } from '../icon-button';
import { origin } from '../insight/answer';
import { QuestionField } from '../insight/question';
import { writerOf } from './keeping/draft';
import { StoryModel } from './model';
import { SlidePicture } from './picture';
import { IStoryTools } from './tools';
import { kindName, untitled } from './words';
import { Writing } from './writing';

export interface ISlideProps {
  readonly slide: ISlide;
  /** Counts from 0. */
  readonly place: number;
  readonly model: StoryModel;
  readonly writing: Writing;
  readonly tools: IStoryTools;
  readonly onDragStart: (event: React.DragEvent) => void;
  readonly trans: TranslationBundle;
}

/**
 * One slide, written in place.
 */
export function SlideCard(props: ISlideProps): JSX.Element {
  const { slide, model, trans } = props;
  const number = props.place + 1;
  const name = kindName(slide.kind, trans);
  const edit = (part: Partial<ISlide>) => model.edit(slide.id, part);
  return (
    <>
      <div className="gofigr-Slide-head">
        <button
          className="gofigr-Slide-grip"
          draggable
          aria-label={trans.__('Move slide %1, %2', number, name)}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          title={trans.__('Drag, or press Alt with ↑ or ↓, to move it')}
          onDragStart={props.onDragStart}
        >
          <gripIcon.react tag="span" width="16px" height="16px" />
        </button>
        <span className="gofigr-Slide-number">{number}</span>
        <span className="gofigr-Slide-kind">{name}</span>
        <IconButton
          icon={closeIcon}
          label={trans.__('Remove slide %1', number)}
          title={trans.__('Remove this slide')}
          onClick={() => model.remove(slide.id)}
        />
      </div>
      <div className="gofigr-Slide-body">
        {(slide.revision || slide.kind === 'figure') && (
          <SlidePicture
            revision={slide.revision}
            tools={props.tools}
            onReplace={revision => model.replace(slide.id, revision)}
            trans={trans}
          />
        )}
        <div className="gofigr-Slide-words">
          <input
            className="gofigr-Slide-title"
            aria-label={trans.__('Title of slide %1', number)}
            placeholder={titleHint(props)}
            maxLength={300}
            value={slide.title}
            onChange={({ target }) => {
              edit({ title: target.value });
              if (slide.kind === 'title' && isUnnamed(props)) {
                model.say({ name: target.value.trim() || untitled(trans) });
              }
            }}
          />
          <Text
            label={trans.__('Text of slide %1', number)}
            hint={textHint(slide, trans)}
            text={slide.content}
            onWrite={content => edit({ content })}
          />
          <Foot {...props} />
        </div>
      </div>
    </>
  );
}

/** A text that grows as one writes. */
function Text(props: {
  readonly label: string;
  readonly hint: string;
  readonly text: string;
  readonly onWrite: (text: string) => void;
}): JSX.Element {
  return (
    <textarea
      className="gofigr-Slide-text"
      aria-label={props.label}
      placeholder={props.hint}
      rows={Math.max(1, props.text.split('\n').length)}
      value={props.text}
      onChange={({ target }) => props.onWrite(target.value)}
    />
  );
}

/** Who wrote the text, a way to have it written better, and the notes. */
function Foot(props: ISlideProps): JSX.Element {
  const { slide, place, model, trans } = props;
  const [open, setOpen] = useState({ wishes: false, notes: !!slide.notes });
  const by = writerOf(slide);
  return (
    <div className="gofigr-Slide-foot">
      {by && (
        <span className="gofigr-Answer-origin" data-ai={by.isAi || undefined}>
          {origin(by, trans)}
        </span>
      )}
      {slide.content.trim() && (
        <button
          className="gofigr-Plain"
          aria-expanded={open.wishes}
          onClick={() => setOpen({ ...open, wishes: !open.wishes })}
        >
          {trans.__('Improve')}
        </button>
      )}
      <button
        className="gofigr-Plain"
        aria-expanded={open.notes}
        onClick={() => setOpen({ ...open, notes: !open.notes })}
      >
        {trans.__('Speaker notes')}
      </button>
      {open.wishes && slide.content.trim() && <Wishes {...props} />}
      {open.notes && (
        <Text
          label={trans.__('Notes for the speaker on slide %1', place + 1)}
          hint={trans.__('What you will say')}
          text={slide.notes}
          onWrite={notes => model.edit(slide.id, { notes })}
        />
      )}
    </div>
  );
}

/** How a text should be better. */
function Wishes({ slide, writing, trans }: ISlideProps): JSX.Element {
  const refine = async (wish: string) => {
    await writing.refine(slide.id, wish);
    return writing.state.kind !== 'broken';
  };
  return (
    <div className="gofigr-Slide-wishes">
      {[trans.__('Make it shorter'), trans.__('Make it a list')].map(wish => (
        <button
          key={wish}
          className="gofigr-Suggestion"
          disabled={writing.isBusy}
          onClick={() => void refine(wish)}
        >
          {wish}
        </button>
      ))}
      <QuestionField
        label={trans.__('How should it be better?')}
        submit={trans.__('Write')}
        isBusy={writing.isBusy}
        onAsk={refine}
        onStop={() => writing.stop()}
        trans={trans}
      />
    </div>
  );
}

/** Whether the story is called as its title, or not yet called anything. */
function isUnnamed({ slide, model, trans }: ISlideProps): boolean {
  return [slide.title.trim(), untitled(trans)].includes(model.draft.name);
}

function titleHint({ slide, model, tools, trans }: ISlideProps): string {
  if (slide.kind === 'title') {
    return model.draft.name;
  }
  const figure = slide.revision ? tools.figures.of(slide.revision) : null;
  return figure?.name ?? kindName(slide.kind, trans);
}

function textHint({ kind }: ISlide, trans: TranslationBundle): string {
  switch (kind) {
    case 'title':
      return trans.__('A line below the title');
    case 'introduction':
      return trans.__('What is it about?');
    case 'goals':
      return trans.__('What should it show?');
    case 'data':
      return trans.__('Where do the data come from?');
    case 'figure':
      return trans.__('What does the figure show?');
    case 'conclusion':
      return trans.__('What follows from it?');
    case 'custom':
      return trans.__('Text, in Markdown');
  }
}
