import { IChange, NewsItem } from '../news';

const ABOUT_TALK: ReadonlySet<string> = new Set([
  'comment',
  'edit_comment',
  'delete_comment',
  'resolve',
  'reopen',
  'react',
  'unreact'
]);

/** What somebody said, or did with what was said; null for other news. */
export function talkIn(item: NewsItem): IChange | null {
  return item.kind === 'change' && ABOUT_TALK.has(item.change.action)
    ? item.change
    : null;
}
