import { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { IDS } from '../commands/ids';
import { Time } from '../time';
import { ISlideFigure } from './figures';
import { IStoryTools } from './tools';

interface ISlidePictureProps {
  readonly revision: string | null;
  readonly tools: IStoryTools;
  readonly onReplace: (revision: string) => void;
  readonly trans: TranslationBundle;
}

/**
 * The picture of a slide, where it comes from, and whether there is a newer one.
 */
export function SlidePicture(props: ISlidePictureProps): JSX.Element {
  const { revision, tools, trans } = props;
  const found = revision === null ? null : tools.figures.of(revision);
  if (!found) {
    return (
      <figure className="gofigr-Slide-figure" aria-busy={found === undefined}>
        <div className="gofigr-Slide-picture">
          {found === null &&
            trans.__('This figure is no longer kept, or you may not see it.')}
        </div>
      </figure>
    );
  }
  const isStale = found.newest.id !== found.revision.id;
  return (
    <figure className="gofigr-Slide-figure">
      <div className="gofigr-Slide-picture">
        {found.picture && <img src={found.picture} alt={found.alt} />}
      </div>
      <figcaption>
        <Origin found={found} tools={tools} />
        {isStale && (
          <p className="gofigr-Slide-stale">
            {trans.__('Revision %1 is newer.', found.newest.number)}{' '}
            <button
              className="gofigr-Plain"
              onClick={() => props.onReplace(found.newest.id)}
            >
              {trans.__('Use the newest')}
            </button>
          </p>
        )}
      </figcaption>
    </figure>
  );
}

/**
 * Which revision it is, with a link to it.
 */
export function Origin(props: {
  readonly found: ISlideFigure;
  readonly tools: IStoryTools;
}): JSX.Element {
  const { found, tools } = props;
  const { api, commands, people, trans } = tools;
  const { revision } = found;
  const open = (event: React.MouseEvent) => {
    if (commands.hasCommand(IDS.open)) {
      event.preventDefault();
      const { figure } = found;
      void commands.execute(IDS.open, { figure, revision: revision.id });
    }
  };
  return (
    <p className="gofigr-Slide-origin">
      <a
        href={api.page(revision)}
        target="_blank"
        rel="noopener"
        onClick={open}
      >
        {trans.__('%1, revision %2', found.name, revision.number)}
      </a>
      {' · '}
      <Time at={revision.created} trans={trans} />
      {revision.author && ` · ${people.name(revision.author)}`}
    </p>
  );
}
