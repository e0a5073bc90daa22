import React, { useRef, useState } from 'react';

import { IComment } from '../calls/comments';
import { Time } from '../time';
import { Composer } from './composer';
import { IDeed, useDeed } from './deed';
import { Prose } from './prose';
import { said } from './points/said';
import { EmojiChoice, Reactions } from './reactions';
import { ITalk } from './talk';

interface ICommentViewProps extends ITalk {
  readonly comment: IComment;
}

/**
 * What one person said, and what can be done with it.
 */
export function CommentView(props: ICommentViewProps): JSX.Element {
  const { comment, model, trans } = props;
  const [isEdited, setEdited] = useState(false);
  const deletion = model.deletions.of(comment.id);
  if (comment.isDeleted || deletion?.state === 'deleted') {
    return (
      <p className="gofigr-Comment gofigr-mod-deleted">
        {trans.__('This comment was deleted.')}
      </p>
    );
  }
  if (deletion?.state === 'waiting') {
    return (
      <p className="gofigr-Comment gofigr-mod-deleted" role="status">
        {trans.__('This comment will be deleted.')}{' '}
        <button
          className="gofigr-Plain"
          onClick={() => model.deletions.undo(comment.id)}
        >
          {trans.__('Undo')}
        </button>
      </p>
    );
  }
  return (
    <article className="gofigr-Comment" data-comment={comment.id}>
      <About {...props} />
      {isEdited ? (
        <Composer
          label={trans.__('Change the comment')}
          submit={trans.__('Save')}
          initial={comment.content}
          takesFocus
          people={prefix => model.people(prefix)}
          onSubmit={async text => {
            await model.edit(comment, text);
            setEdited(false);
          }}
          onCancel={() => setEdited(false)}
          trans={trans}
        />
      ) : (
        <Prose html={comment.html} text={comment.content} />
      )}
      {deletion?.state === 'failed' && (
        <p role="alert">
          {trans.__('It was not deleted. %1', deletion.reason)}
        </p>
      )}
      {!isEdited && <Deeds {...props} onEdit={() => setEdited(true)} />}
    </article>
  );
}

/** Who said it when, and about what. */
function About({ comment, me, trans }: ICommentViewProps): JSX.Element {
  const { anchor, anchorState, carriedFrom } = comment;
  return (
    <p className="gofigr-Comment-about">
      <strong>
        {comment.user === me ? trans.__('you') : comment.userName}
      </strong>{' '}
      <Time at={comment.created} trans={trans} />
      {comment.isEdited && <span> · {trans.__('edited')}</span>}
      {carriedFrom !== null && (
        <span> · {trans.__('about revision %1', carriedFrom)}</span>
      )}
      {anchor?.kind === 'point' && (
        <span> · {trans.__('at %1', said(anchor.point))}</span>
      )}
      {anchorState === 'lost' && (
        <span> · {trans.__('its place is lost on this revision')}</span>
      )}
    </p>
  );
}

interface IDeedsProps extends ICommentViewProps {
  readonly onEdit: () => void;
}

function Deeds(props: IDeedsProps): JSX.Element {
  const { comment, model, me, trans } = props;
  const [isChoosing, setChoosing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { problem, act } = useDeed(trans);
  const toggle = (emoji: string) =>
    void act(() => model.toggle(comment, emoji, me ?? ''));
  return (
    <>
      <Reactions
        reactions={comment.reactions}
        me={me}
        person={props.person}
        onToggle={toggle}
        trans={trans}
      />
      <div className="gofigr-Comment-deeds">
        <button
          ref={opener}
          className="gofigr-Plain"
          aria-expanded={isChoosing}
          onClick={() => setChoosing(!isChoosing)}
        >
          {trans.__('React')}
        </button>
        <CopyLink {...props} act={act} />
        {comment.user === me && <OwnDeeds {...props} />}
      </div>
      {isChoosing && (
        <EmojiChoice
          onChoose={emoji => {
            setChoosing(false);
            opener.current?.focus();
            if (emoji) {
              toggle(emoji);
            }
          }}
          trans={trans}
        />
      )}
      {problem && <p role="alert">{problem}</p>}
    </>
  );
}

interface ICopyLinkProps extends ICommentViewProps {
  readonly act: IDeed['act'];
}

function CopyLink(props: ICopyLinkProps): JSX.Element {
  const { comment, act, copyLink, trans } = props;
  const [isCopied, setCopied] = useState(false);
  return (
    <button
      className="gofigr-Plain"
      onClick={() => void act(() => copyLink(comment)).then(setCopied)}
    >
      {isCopied ? trans.__('Link copied') : trans.__('Copy link')}
    </button>
  );
}

/** What only the author may do. */
function OwnDeeds(props: IDeedsProps): JSX.Element {
  const { comment, model, trans } = props;
  return (
    <>
      <button className="gofigr-Plain" onClick={props.onEdit}>
        {trans.__('Edit')}
      </button>
      <button
        className="gofigr-Plain"
        onClick={() => model.deletions.begin(comment.id, '')}
      >
        {trans.__('Delete')}
      </button>
    </>
  );
}
