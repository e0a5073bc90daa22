import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { StoryModel } from './model';
import { clashName } from './words';

interface IClashesProps {
  readonly model: StoryModel;
  readonly trans: TranslationBundle;
}

/**
 * Texts that somebody else wrote too, to choose from.
 */
export function Clashes({ model, trans }: IClashesProps): JSX.Element | null {
  const { keeping } = model;
  if (!keeping?.clashes.length) {
    return null;
  }
  return (
    <section
      className="gofigr-Clashes"
      aria-label={trans.__('Somebody wrote the same text')}
    >
      <p role="alert">
        {trans.__('Somebody wrote the same text meanwhile. Which one stays?')}
      </p>
      {keeping.clashes.map(clash => {
        const { slide, field, mine, theirs } = clash;
        const place = model.slides.findIndex(({ id }) => id === slide) + 1;
        const name = clashName(field, place, trans);
        return (
          <div
            key={`${slide} ${field}`}
            className="gofigr-Clash"
            role="group"
            aria-label={name}
          >
            <h3>{name}</h3>
            <Side
              text={mine}
              label={trans.__('Keep yours')}
              onTake={() => keeping.settle(clash, mine)}
              trans={trans}
            />
            <Side
              text={theirs}
              label={trans.__('Take theirs')}
              onTake={() => keeping.settle(clash, theirs)}
              trans={trans}
            />
          </div>
        );
      })}
    </section>
  );
}

/** What one of the two wrote. */
function Side(props: {
  readonly text: string;
  readonly label: string;
  readonly onTake: () => void;
  readonly trans: TranslationBundle;
}): JSX.Element {
  return (
    <>
      <blockquote>{props.text || props.trans.__('(nothing)')}</blockquote>
      <button className="gofigr-Quiet" onClick={props.onTake}>
        {props.label}
      </button>
    </>
  );
}
