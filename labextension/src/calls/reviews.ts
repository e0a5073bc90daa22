import { Api } from '../api';
import { asDate, asList, asObject, text, textOrNull } from '../wire';

export type ReviewStep = 'draft' | 'in_review' | 'approved' | 'frozen';

/** Somebody who is asked, and what she approved last. */
export interface IReviewer {
  readonly username: string;
  /** Id of a revision; null where she approved none. */
  readonly approved: string | null;
}

/** How the review of a figure stands. */
export interface IReview {
  readonly step: ReviewStep;
  readonly requestedBy: string;
  readonly note: string;
  readonly reviewers: readonly IReviewer[];
  /** Number of the last revision that all approved; counts from 1. */
  readonly approvedNumber: number | null;
  /** Whether a newer revision came since all approved. */
  readonly hasLapsed: boolean;
  readonly frozenBy: string;
  /** Null where it is not frozen. */
  readonly frozenOn: Date | null;
}

export async function reviewOf(
  api: Api,
  figure: string,
  signal?: AbortSignal
): Promise<IReview> {
  return asReview(await api.get(api.path('figure', figure, 'review'), signal));
}

/** Ask these users, and nobody else. */
export async function requestReview(
  api: Api,
  figure: string,
  reviewers: readonly string[],
  note: string
): Promise<IReview> {
  const path = api.path('figure', figure, 'review', 'request');
  return asReview(await api.send('POST', path, { reviewers, note }));
}

/** Approve a revision, which must be the newest one. */
export async function approve(
  api: Api,
  figure: string,
  revision: string
): Promise<IReview> {
  const path = api.path('figure', figure, 'review', 'approve');
  return asReview(await api.send('POST', path, { revision }));
}

/** Make the figure a draft again. */
export async function withdrawReview(
  api: Api,
  figure: string
): Promise<IReview> {
  const path = api.path('figure', figure, 'review', 'withdraw');
  return asReview(await api.send('POST', path));
}

/** Let the figure take no more changes, or take them again. */
export async function freeze(
  api: Api,
  figure: string,
  frozen: boolean
): Promise<IReview> {
  const path = api.path('figure', figure, frozen ? 'freeze' : 'unfreeze');
  return asReview(await api.send('POST', path));
}

function asReview(value: unknown): IReview {
  const fields = asObject(value);
  const index = fields.approved_index;
  return {
    step: asStep(fields.state),
    requestedBy: text(fields.requested_by),
    note: text(fields.note),
    reviewers: asList(fields.reviewers, each => {
      const { username, approved_revision } = asObject(each);
      return {
        username: text(username),
        approved: textOrNull(approved_revision)
      };
    }),
    approvedNumber: typeof index === 'number' ? index + 1 : null,
    hasLapsed: fields.has_lapsed === true,
    frozenBy: text(fields.frozen_by),
    frozenOn: fields.frozen_on ? asDate(fields.frozen_on) : null
  };
}

function asStep(value: unknown): ReviewStep {
  return value === 'in_review' || value === 'approved' || value === 'frozen'
    ? value
    : 'draft';
}
