import { TranslationBundle } from '@jupyterlab/translation';
import { LabIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { IHighlight, IHit } from '../calls/search';
import { SmallPicture } from '../small-picture';
import { SmallPictures } from '../small-pictures';
import { exactTime, relativeTime } from '../times';
import { ICONS } from '../work/row';
import { near } from './near';

/** How something was found that has other words; no picture was recognized. */
const MEANING = 'by meaning';

interface IHitProps {
  readonly hit: IHit;
  /** Its place in the order of what fits, from 1. */
  readonly rank: number;
  readonly pictures: SmallPictures;
  readonly trans: TranslationBundle;
}

/**
 * Something that was found, and why.
 */
export function Hit({ hit, rank, pictures, trans }: IHitProps): JSX.Element {
  const { revision, name, place, made, how } = hit;
  const icon: LabIcon = ICONS[hit.kind];
  const named = hit.highlights.find(({ where }) => where === 'name');
  return (
    <>
      {revision ? (
        <SmallPicture
          revision={revision.id}
          pictures={pictures}
          className="gofigr-Hit-picture"
          icon="20px"
        />
      ) : (
        <span className="gofigr-Hit-picture">
          <icon.react tag="span" width="16px" height="16px" />
        </span>
      )}
      <span className="gofigr-Hit-text">
        <span className="gofigr-Hit-name" title={name}>
          {named ? <Marked highlight={named} /> : name}
        </span>
        <span className="gofigr-Row-facts" title={place}>
          {revision && `${trans.__('rev %1', revision.number)} · `}
          <time title={exactTime(made)}>
            {relativeTime(made, new Date(), trans)}
          </time>
          {place && ` · ${place}`}
        </span>
        {how && (
          <span className="gofigr-Hit-how">
            {how === MEANING ? '' : `${rank}. `}
            {reason(how, trans)}
          </span>
        )}
        {hit.highlights
          .filter(each => each !== named)
          .map((each, index) => (
            <span key={index} className="gofigr-Hit-found">
              <span>{fieldName(each.where, trans)}: </span>
              <Marked highlight={near(each)} />
            </span>
          ))}
      </span>
    </>
  );
}

/** The words with those marked that were looked for. */
function Marked(props: { readonly highlight: IHighlight }): JSX.Element {
  return (
    <>
      {props.highlight.parts.map(({ text, isMatch }, index) =>
        isMatch ? <mark key={index}>{text}</mark> : text
      )}
    </>
  );
}

/** How a picture was recognized, in words; new ways are told as they come. */
export function reason(how: string, trans: TranslationBundle): string {
  switch (how) {
    case 'same file':
      return trans.__('The very same file');
    case 'written in it':
      return trans.__('The picture says so: it is written in it');
    case 'code in it':
      return trans.__('By the QR code in the picture');
    case MEANING:
      return trans.__('By meaning, in other words');
    case 'looks alike':
      return trans.__('Looks alike');
    default:
      return how;
  }
}

function fieldName(where: string, trans: TranslationBundle): string {
  switch (where) {
    case 'description':
      return trans.__('Description');
    case 'analysis':
      return trans.__('Analysis');
    case 'comment':
      return trans.__('Comment');
    case 'picture':
      return trans.__('In the picture');
    case 'code':
      return trans.__('Code');
    default:
      return where;
  }
}
