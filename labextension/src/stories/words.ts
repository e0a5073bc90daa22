import { TranslationBundle } from '@jupyterlab/translation';

import { SlideKind, StoryFormat } from '../calls/stories';
import { Keeping } from './keeping/keeping';
import { IClash } from './keeping/merge';
import { IDone } from './model';

/** What a slide is called. */
export function kindName(kind: SlideKind, trans: TranslationBundle): string {
  const names: Readonly<Record<SlideKind, string>> = {
    title: trans.__('Title'),
    introduction: trans.__('Introduction'),
    goals: trans.__('Goals'),
    data: trans.__('Data'),
    figure: trans.__('Figure'),
    conclusion: trans.__('Conclusion'),
    custom: trans.__('Text')
  };
  return names[kind];
}

export function formatName(
  format: StoryFormat,
  trans: TranslationBundle
): string {
  const names: Readonly<Record<StoryFormat, string>> = {
    pptx: trans.__('PowerPoint'),
    pdf: trans.__('PDF'),
    html: trans.__('Web Page'),
    markdown: trans.__('Markdown'),
    notebook: trans.__('Notebook')
  };
  return names[format];
}

/** What was done last. */
export function doneText(done: IDone, trans: TranslationBundle): string {
  const { what, place, total } = done;
  switch (what) {
    case 'added':
      return trans.__('Added as slide %1 of %2.', place, total);
    case 'removed':
      return trans.__('Slide %1 removed.', place);
    case 'moved':
      return trans.__('Now slide %1 of %2.', place, total);
    case 'replaced':
      return trans.__('Slide %1 shows the newest revision.', place);
    case 'written':
      return trans.__('Missing texts are written.');
    case 'undone':
      return trans.__('Undone.');
  }
}

/** How the story is kept. */
export function keptText(keeping: Keeping, trans: TranslationBundle): string {
  switch (keeping.state) {
    case 'saved':
      return trans.__('Saved');
    case 'unsaved':
    case 'saving':
      return trans.__('Saving …');
    case 'away':
      return trans.__(
        'Not saved yet: the service does not answer. What you wrote stays in this browser.'
      );
    case 'refused':
      return trans.__('Not saved. %1', keeping.problem);
    case 'clash':
      return trans.__('Not saved yet: somebody wrote the same text.');
  }
}

/** Which text somebody else wrote too; `place` is that of its slide, from 1. */
export function clashName(
  field: IClash['field'],
  place: number,
  trans: TranslationBundle
): string {
  switch (field) {
    case 'name':
      return trans.__('Name of the story');
    case 'audience':
      return trans.__('For whom it is');
    case 'title':
      return trans.__('Title of slide %1', place);
    case 'content':
      return trans.__('Text of slide %1', place);
    case 'notes':
      return trans.__('Notes for the speaker on slide %1', place);
  }
}

/** What a new story is called. */
export function untitled(trans: TranslationBundle): string {
  return trans.__('Untitled story');
}
