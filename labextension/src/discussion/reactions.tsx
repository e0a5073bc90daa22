import { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef, useState } from 'react';

import { ITally } from '../calls/comments';

/** A few that people use; any other can be typed. */
const CHOICE = [
  ...['👍', '👎', '😄', '🎉', '😕', '❤️', '🚀', '👀'],
  ...['✅', '❌', '💯', '🤔', '🙏', '🔥', '📈', '📉']
];
const IN_A_ROW = 8;

interface IReactionsProps {
  readonly reactions: readonly ITally[];
  readonly me: string | null;
  readonly person: (username: string) => string;
  readonly onToggle: (emoji: string) => void;
  readonly trans: TranslationBundle;
}

/**
 * Who reacted with what, each to be pressed to join in or to leave.
 */
export function Reactions(props: IReactionsProps): JSX.Element | null {
  const { reactions, me, person, trans } = props;
  return reactions.length === 0 ? null : (
    <div className="gofigr-Reactions">
      {reactions.map(({ emoji, users }) => {
        const who = users.map(person).join(', ');
        return (
          <button
            key={emoji}
            title={who}
            aria-label={trans.__('%1 by %2', emoji, who)}
            aria-pressed={me !== null && users.includes(me)}
            onClick={() => props.onToggle(emoji)}
          >
            <span>{emoji}</span> {users.length}
          </button>
        );
      })}
    </div>
  );
}

interface IEmojiChoiceProps {
  /** Called with null when none is chosen. */
  readonly onChoose: (emoji: string | null) => void;
  readonly trans: TranslationBundle;
}

/**
 * Emoji to choose from. Arrows walk them, Escape leaves.
 */
export function EmojiChoice(props: IEmojiChoiceProps): JSX.Element {
  const { onChoose, trans } = props;
  const [active, setActive] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    grid.current?.querySelectorAll<HTMLElement>('button')[active]?.focus();
  }, [active]);

  const onKeyDown = (event: React.KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: IN_A_ROW,
      ArrowUp: -IN_A_ROW
    };
    const isTyping = event.target instanceof HTMLInputElement;
    if (event.key === 'Escape') {
      event.preventDefault();
      onChoose(null);
    } else if (event.key in steps && !isTyping) {
      const next = active + steps[event.key];
      setActive(Math.min(Math.max(next, 0), CHOICE.length - 1));
      event.preventDefault();
    } else if (!isTyping) {
      return;
    }
    event.stopPropagation();
  };
  return (
    <div
      className="gofigr-Emoji"
      role="group"
      aria-label={trans.__('Choose a reaction')}
      onKeyDown={onKeyDown}
    >
      <div ref={grid}>
        {CHOICE.map((emoji, index) => (
          <button
            key={emoji}
            tabIndex={index === active ? 0 : -1}
            onClick={() => onChoose(emoji)}
          >
            {emoji}
          </button>
        ))}
      </div>
      <OtherEmoji onChoose={onChoose} trans={trans} />
    </div>
  );
}

function OtherEmoji({ onChoose, trans }: IEmojiChoiceProps): JSX.Element {
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        onChoose(text.trim() || null);
      }}
    >
      <input
        className="gofigr-Input"
        aria-label={trans.__('Another emoji')}
        placeholder={trans.__('Another emoji, then Enter')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </form>
  );
}
