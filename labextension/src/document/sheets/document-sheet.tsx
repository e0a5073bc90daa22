import React from 'react';

import { DiscussionModel } from '../../discussion/model';
import { ReviewModel } from '../../review/model';
import { ReviewSheet } from '../../review/sheet';
import { copyText } from '../clipboard';
import { Face } from '../face';
import { FigureDocumentModel, IShown } from '../model';
import { ITools } from '../tools';
import { KeysSheet } from './keys';
import { MoveSheet } from './move';
import { goals, sharing } from './questions';
import { ShareSheet } from './share';
import { SheetFrame } from './sheet';

interface IDocumentSheetProps {
  readonly model: FigureDocumentModel;
  readonly discussion: DiscussionModel;
  readonly review: ReviewModel;
  readonly face: Face;
  readonly tools: ITools;
  /** How a user is called here. */
  readonly person: (username: string) => string;
}

/**
 * What is unfolded below the head of the document, if anything is.
 */
export function DocumentSheet(props: IDocumentSheetProps): JSX.Element | null {
  const { model, face, tools } = props;
  const { trans } = tools;
  const shown = model.shown;
  if (face.sheet === null || shown === null) {
    return null;
  }
  const close = () => {
    face.sheet = null;
  };
  switch (face.sheet) {
    case 'share':
      return (
        <SheetFrame title={trans.__('Share')} onClose={close} trans={trans}>
          <ShareSheet
            sharing={sharing(tools, shown)}
            onCopy={(text, said) =>
              copyText(text).then(
                () => face.say(said),
                () => face.say(trans.__('The browser refused to copy.'))
              )
            }
            trans={trans}
          />
        </SheetFrame>
      );
    case 'move':
      return (
        <SheetFrame
          title={trans.__('Move to another analysis')}
          onClose={close}
          trans={trans}
        >
          <MoveSheet
            goals={() => goals(tools.api, shown.figure.analysis)}
            onMove={async goal => {
              await model.move(goal.id);
              close();
              face.say(trans.__('Moved to %1.', goal.name));
            }}
            trans={trans}
          />
        </SheetFrame>
      );
    case 'review':
      return (
        <SheetFrame title={trans.__('Review')} onClose={close} trans={trans}>
          <ReviewSheet
            model={props.review}
            me={tools.people.me}
            person={props.person}
            newest={newestOf(shown)}
            people={prefix => props.discussion.people(prefix)}
            trans={trans}
          />
        </SheetFrame>
      );
    case 'keys':
      return (
        <SheetFrame title={trans.__('Keys')} onClose={close} trans={trans}>
          <KeysSheet trans={trans} />
        </SheetFrame>
      );
  }
}

function newestOf({ figure, current }: IShown) {
  const newest = figure.revisions.at(-1) ?? current;
  return { number: newest.number, isLookedAt: newest.id === current.id };
}
