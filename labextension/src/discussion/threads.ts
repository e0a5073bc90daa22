import { Anchor, IComment } from '../calls/comments';

/** A comment with the answers to it, oldest first. */
export interface IThread {
  readonly first: IComment;
  readonly replies: readonly IComment[];
  /** Number of its mark on the picture; null where it points at nothing. */
  readonly mark: number | null;
}

/** What a thread points at. */
export interface IMark {
  /** Id of the thread. */
  readonly id: string;
  readonly number: number;
  readonly anchor: Anchor;
  /** Who points, for those who cannot see it. */
  readonly author: string;
}

/**
 * The threads of these comments, in the order in which they began. Answers to
 * answers stand in the order in which they were written.
 */
export function threadsOf(comments: readonly IComment[]): readonly IThread[] {
  const threads = new Map<string, IComment[]>();
  for (const comment of comments) {
    threads.set(comment.thread, [
      ...(threads.get(comment.thread) ?? []),
      comment
    ]);
  }
  let marks = 0;
  return [...threads.values()].map(([first, ...replies]) => ({
    first,
    replies,
    mark: first.anchor ? ++marks : null
  }));
}

/**
 * The marks that the figure shows: those whose place is still there, of
 * threads that are not resolved.
 */
export function marksOf(threads: readonly IThread[]): readonly IMark[] {
  return threads.flatMap(({ first, mark }) =>
    mark !== null &&
    first.anchor &&
    first.anchorState !== 'lost' &&
    first.resolvedBy === null
      ? [
          {
            id: first.thread,
            number: mark,
            anchor: first.anchor,
            author: first.userName
          }
        ]
      : []
  );
}

/** How many comments are there to be read. */
export function countOf(threads: readonly IThread[]): number {
  return threads
    .flatMap(({ first, replies }) => [first, ...replies])
    .filter(({ isDeleted }) => !isDeleted).length;
}
