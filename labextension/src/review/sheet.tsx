import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { IMentionable } from '../calls/comments';
import { IReview, IReviewer } from '../calls/reviews';
import { useDeed } from '../discussion/deed';
import { relativeTime } from '../times';
import { AskForm } from './ask';
import { ReviewModel } from './model';

export interface IReviewSheetProps {
  readonly model: ReviewModel;
  /** User name of the one who looks; null where it is not known. */
  readonly me: string | null;
  /** How a user is called here. */
  readonly person: (username: string) => string;
  /** Number of the newest revision, and whether it is the one looked at. */
  readonly newest: { readonly number: number; readonly isLookedAt: boolean };
  readonly people: (prefix: string) => Promise<readonly IMentionable[]>;
  readonly trans: TranslationBundle;
}

/**
 * How the review of the figure stands, and what can be done about it.
 */
export function ReviewSheet(props: IReviewSheetProps): JSX.Element | null {
  const { model, trans } = props;
  const { review } = model;
  if (review === null) {
    return null;
  }
  return (
    <>
      <p className="gofigr-Review-said">{sentence(review, props)}</p>
      {review.note && <p className="gofigr-Hint">“{review.note}”</p>}
      <ul className="gofigr-Readers">
        {review.reviewers.map(reviewer => (
          <li key={reviewer.username}>
            <span>{props.person(reviewer.username)}</span>
            <span className="gofigr-Hint">{answer(reviewer, props)}</span>
          </li>
        ))}
      </ul>
      <Deeds {...props} review={review} />
      {review.step !== 'frozen' && (
        <AskForm
          people={props.people}
          onAsk={(names, note) => model.ask(names, note)}
          trans={trans}
        />
      )}
    </>
  );
}

type IDeedsProps = IReviewSheetProps & { readonly review: IReview };

/** What can be done with one click. */
function Deeds(props: IDeedsProps): JSX.Element {
  const { model, review, me, newest, trans } = props;
  const { isBusy, problem, act } = useDeed(trans);
  const isFrozen = review.step === 'frozen';
  const isMine =
    review.hasLapsed ||
    review.reviewers.every(({ username }) => username !== me);
  const button = (label: string, deed: () => Promise<void>) => (
    <button
      className="gofigr-Quiet"
      disabled={isBusy}
      onClick={() => void act(deed)}
    >
      {label}
    </button>
  );
  const mayApprove = !isFrozen && model.awaits(me);
  return (
    <>
      <div className="gofigr-DocLine">
        {mayApprove &&
          newest.isLookedAt &&
          button(trans.__('Approve revision %1', newest.number), () =>
            model.approve()
          )}
        {!isFrozen &&
          review.reviewers.length > 0 &&
          button(
            isMine ? trans.__('Withdraw the request') : trans.__('Send back'),
            () => model.withdraw()
          )}
        {button(isFrozen ? trans.__('Unfreeze') : trans.__('Freeze'), () =>
          model.freeze(!isFrozen)
        )}
      </div>
      {mayApprove && !newest.isLookedAt && (
        <p className="gofigr-Hint">
          {trans.__('Look at revision %1 to approve it.', newest.number)}
        </p>
      )}
      {problem && (
        <p className="gofigr-Said" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

function sentence(review: IReview, props: IReviewSheetProps): string {
  const { person, trans } = props;
  switch (review.step) {
    case 'draft':
      return review.hasLapsed && review.approvedNumber !== null
        ? trans.__(
            'Revision %1 was approved. A newer one came since, so the approval no longer holds.',
            review.approvedNumber
          )
        : trans.__('Nobody is asked to review this figure.');
    case 'in_review':
      return trans.__('Asked for by %1.', person(review.requestedBy));
    case 'approved':
      return trans.__('Everybody who was asked has approved.');
    case 'frozen':
      return trans.__(
        'Frozen by %1, %2. It takes no changes until it is unfrozen.',
        person(review.frozenBy),
        review.frozenOn ? relativeTime(review.frozenOn, new Date(), trans) : ''
      );
  }
}

function answer(
  { username, approved }: IReviewer,
  { model, trans }: IReviewSheetProps
): string {
  if (approved === null) {
    return trans.__('not yet');
  }
  return model.awaits(username)
    ? trans.__('approved an earlier revision')
    : trans.__('approved');
}
