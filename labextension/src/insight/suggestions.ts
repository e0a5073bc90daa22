import { TranslationBundle } from '@jupyterlab/translation';

/**
 * Questions about a figure that has data.
 */
export function figureQuestions(
  hasEarlier: boolean,
  trans: TranslationBundle
): readonly string[] {
  return [
    trans.__('What does it show?'),
    trans.__('Is there a trend?'),
    trans.__('How do the groups differ?'),
    trans.__('Are there outliers?'),
    trans.__('Which data is it made from?'),
    ...(hasEarlier ? [trans.__('What changed since the last revision?')] : [])
  ];
}

/**
 * Questions about two revisions.
 */
export function changeQuestions(trans: TranslationBundle): readonly string[] {
  return [trans.__('What changed?')];
}
