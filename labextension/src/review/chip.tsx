import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { IReview } from '../calls/reviews';

interface IReviewChipProps {
  readonly review: IReview;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly trans: TranslationBundle;
}

/**
 * How the review stands, in a word or two; unfolds what can be done about it.
 */
export function ReviewChip(props: IReviewChipProps): JSX.Element {
  const { review, trans } = props;
  return (
    <button
      className="gofigr-Standing"
      data-step={review.step}
      aria-expanded={props.isOpen}
      title={trans.__('Review')}
      onClick={props.onToggle}
    >
      {saidStep(review, trans)}
    </button>
  );
}

function saidStep(review: IReview, trans: TranslationBundle): string {
  switch (review.step) {
    case 'draft':
      return review.hasLapsed
        ? trans.__('Draft, approval lapsed')
        : trans.__('Draft');
    case 'in_review':
      return trans.__('In review');
    case 'approved':
      return trans.__('✓ Approved');
    case 'frozen':
      return trans.__('Frozen');
  }
}
