import { IHighlight } from '../calls/search';

/** Letters that are shown before what was looked for. */
const MOST_BEFORE = 24;

/** The words from a little before the first that was looked for: few lines are shown. */
export function near({ where, parts }: IHighlight): IHighlight {
  const [first, ...others] = parts;
  const letters = [...(first?.text ?? '')];
  if (!first || first.isMatch || letters.length <= MOST_BEFORE) {
    return { where, parts };
  }
  const end = letters
    .slice(-MOST_BEFORE)
    .join('')
    .replace(/^\S*\s+/, '');
  return { where, parts: [{ ...first, text: `…${end}` }, ...others] };
}
