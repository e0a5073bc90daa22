import { TranslationBundle } from '@jupyterlab/translation';
import React, { useRef, useState } from 'react';

import { IMentionable } from '../calls/comments';
import { IBeginning, beginningAt, completed } from './mentions';

/** Those who can be mentioned where the caret is, and how one is chosen. */
export interface IMentions {
  readonly found: readonly IMentionable[];
  readonly active: number;
  /** Somebody is being mentioned, or no longer. */
  look(beginning: IBeginning | null): void;
  choose(index: number): void;
  /** Whether the key was meant for the list. */
  onKey(key: string): boolean;
}

export function useMentions(
  people: (prefix: string) => Promise<readonly IMentionable[]>,
  field: React.RefObject<HTMLTextAreaElement>,
  onText: (text: string) => void
): IMentions {
  const [found, setFound] = useState<readonly IMentionable[]>([]);
  const [active, setActive] = useState(0);
  const latest = useRef<IBeginning | null>(null);

  const look = (beginning: IBeginning | null) => {
    latest.current = beginning;
    if (!beginning) {
      setFound([]);
      return;
    }
    void people(beginning.prefix).then(all => {
      if (latest.current === beginning) {
        setFound(all);
        setActive(0);
      }
    });
  };
  const choose = (index: number) => {
    const area = field.current;
    const beginning = area && beginningAt(area.value, area.selectionEnd);
    if (area && beginning) {
      const { mention } = found[index];
      const after = completed(
        area.value,
        area.selectionEnd,
        beginning,
        mention
      );
      onText(after.text);
      // The caret can be put there once React has written the text.
      requestAnimationFrame(() =>
        area.setSelectionRange(after.caret, after.caret)
      );
    }
    look(null);
  };
  const onKey = (key: string) => {
    if (found.length === 0) {
      return false;
    }
    const keys: Record<string, () => void> = {
      ArrowDown: () => setActive((active + 1) % found.length),
      ArrowUp: () => setActive((active || found.length) - 1),
      Enter: () => choose(active),
      Tab: () => choose(active),
      Escape: () => look(null)
    };
    keys[key]?.();
    return key in keys;
  };
  return { found, active, look, choose, onKey };
}

/** The id of the element of somebody in the list. */
export function mentionOption(list: string, index: number): string {
  return `${list}-${index}`;
}

interface IMentionListProps {
  readonly id: string;
  readonly mentions: IMentions;
  readonly trans: TranslationBundle;
}

export function MentionList(props: IMentionListProps): JSX.Element | null {
  const { id, mentions, trans } = props;
  return mentions.found.length === 0 ? null : (
    <ul
      id={id}
      className="gofigr-Mentions"
      role="listbox"
      aria-label={trans.__('People')}
    >
      {mentions.found.map(({ mention, name }, index) => (
        <li
          key={mention}
          id={mentionOption(id, index)}
          role="option"
          aria-selected={index === mentions.active}
          // Before the field loses the focus.
          onMouseDown={event => {
            event.preventDefault();
            mentions.choose(index);
          }}
        >
          <span>{name}</span>
          <span>{mention}</span>
        </li>
      ))}
    </ul>
  );
}
