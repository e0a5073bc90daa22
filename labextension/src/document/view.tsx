import React from 'react';

import { messageOf } from '../api';
import { IDataObject } from '../calls/revisions';
import { Marks } from '../discussion/marks';
import { DiscussionModel } from '../discussion/model';
import { PointMarks } from '../discussion/points/marks';
import { PointPicker } from '../discussion/points/picker';
import { Discussion } from '../discussion/section';
import { quoted } from '../insight/answer';
import { InsightModel } from '../insight/model';
import { Insight } from '../insight/section';
import { figureQuestions } from '../insight/suggestions';
import { copyText } from './clipboard';
import { ReviewChip } from '../review/chip';
import { ReviewModel } from '../review/model';
import { DescribedText } from './described';
import { Face } from './face';
import { Header } from './header';
import { IDS } from './ids';
import { FigureDocumentModel, IShown } from './model';
import { AltText } from './picture/alt-text';
import { choose, pointable } from './picture/choice';
import { draws } from './picture/live';
import { Stage } from './picture/stage';
import { DocumentSheet } from './sheets/document-sheet';
import { DocumentTabs } from './tabs/document-tabs';
import { Timeline } from './timeline';
import { ITools } from './tools';

export interface IFigureViewProps {
  readonly shown: IShown;
  readonly model: FigureDocumentModel;
  readonly discussion: DiscussionModel;
  readonly insight: InsightModel;
  readonly review: ReviewModel;
  readonly face: Face;
  readonly tools: ITools;
  /** Why the figure could not be deleted; empty where it was not tried. */
  readonly problem: string;
  /** Absent where nothing can be compared. */
  readonly onCompare?: () => void;
  readonly onMenu: (at: DOMRect) => void;
}

/**
 * A figure: its picture, its revisions, and what is known of the one that is
 * looked at.
 */
export function FigureView(props: IFigureViewProps): JSX.Element {
  const { shown, model, discussion, face, tools } = props;
  const { trans, people } = tools;
  const { figure, detail } = shown;
  const person = (username: string) =>
    username === people.me ? trans.__('you') : people.name(username);
  const download = (item: IDataObject) =>
    void tools.actions
      .download(item, figure.name, detail?.number ?? 1)
      .catch(error =>
        face.say(messageOf(error) || trans.__('It could not be downloaded.'))
      );
  const choice =
    detail && choose(detail.data, mime => draws(tools.rendermime, mime));
  return (
    <>
      <Head {...props} />
      {props.problem && (
        <p className="gofigr-Said" role="alert">
          {props.problem}
        </p>
      )}
      <DocumentSheet {...props} person={person} />
      <div
        className="gofigr-Doc-body"
        aria-busy={detail?.id !== shown.current.id && !shown.problem}
      >
        <div className="gofigr-Doc-main">
          {detail && choice && (
            <Stage
              name={figure.name}
              alt={detail.alt}
              choice={choice}
              wanted={discussion.wanted}
              over={box => <Marks model={discussion} box={box} trans={trans} />}
              withGraph={{
                marks: graph => (
                  <PointMarks model={discussion} graph={graph} trans={trans} />
                ),
                tools: graph => (
                  <PointPicker model={discussion} graph={graph} trans={trans} />
                )
              }}
              contents={tools.contents}
              rendermime={tools.rendermime}
              trans={trans}
            />
          )}
          {detail && (
            <AltText
              key={detail.id}
              alt={detail.alt}
              onSave={alt => model.describe(detail.id, alt)}
              trans={trans}
            />
          )}
          {!detail && (
            <div className="gofigr-Picture">
              {shown.problem && (
                <p className="gofigr-Picture-none" role="alert">
                  {shown.problem}
                </p>
              )}
            </div>
          )}
          {detail && (
            <DescribedText api={tools.api} detail={detail} trans={trans} />
          )}
          {detail && (
            <DocumentTabs
              {...props}
              detail={detail}
              person={person}
              onDownload={download}
            />
          )}
        </div>
        <aside className="gofigr-Doc-aside">
          <Timeline
            revisions={figure.revisions}
            current={shown.current.id}
            person={person}
            pictures={tools.smallPictures}
            approversOf={revision => props.review.approversOf(revision)}
            onLook={revision => void model.look(revision)}
            trans={trans}
          />
          <Discussion
            model={discussion}
            me={people.me}
            person={person}
            copyLink={({ permalink }) => tools.actions.copyAddress(permalink)}
            canPoint={choice ? pointable(choice) : []}
            trans={trans}
          />
          <Questions {...props} />
        </aside>
      </div>
    </>
  );
}

/** Questions about the revision, whose answers can join the discussion. */
function Questions(props: IFigureViewProps): JSX.Element {
  const { shown, discussion, insight, tools } = props;
  const { trans, rendermime } = tools;
  const canTalk = discussion.state.kind === 'threads';
  return (
    <Insight
      model={insight}
      suggestions={figureQuestions(shown.current.number > 1, trans)}
      copy={async answer => {
        const link = await tools.actions.link(shown.current);
        await copyText(`${quoted(answer, trans)}\n\n${link}`);
      }}
      keep={
        canTalk ? answer => discussion.say(quoted(answer, trans)) : undefined
      }
      onChoose={() =>
        void tools.commands.execute(IDS.chooseAnswering, {
          figure: shown.figure.id
        })
      }
      rendermime={rendermime}
      trans={trans}
    />
  );
}

function Head(props: IFigureViewProps): JSX.Element {
  const { shown, model, review, face, tools } = props;
  const { trans } = tools;
  const rename = (name: string | null) => {
    face.renaming = false;
    if (name !== null) {
      model
        .rename(name)
        .catch(error =>
          face.say(messageOf(error) || trans.__('It could not be renamed.'))
        );
    }
  };
  return (
    <Header
      shown={shown}
      said={face.said}
      pinned={tools.pins.has(shown.figure.id)}
      renaming={face.renaming}
      sharing={face.sheet === 'share'}
      review={
        review.review && (
          <ReviewChip
            review={review.review}
            isOpen={face.sheet === 'review'}
            onToggle={() => face.toggle('review')}
            trans={trans}
          />
        )
      }
      onCompare={props.onCompare}
      onStep={steps => void model.step(steps)}
      onRename={rename}
      onBeginRenaming={() => (face.renaming = true)}
      onShare={() => {
        if (face.sheet === 'share') {
          face.sheet = null;
        } else {
          void tools.commands.execute(IDS.share, { figure: shown.figure.id });
        }
      }}
      onMenu={props.onMenu}
      trans={trans}
    />
  );
}
