import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState, Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { IEditorLanguageRegistry, jupyterTheme } from '@jupyterlab/codemirror';
import { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef, useState } from 'react';

import { ITextPair } from '../code';

/** Narrower than this, the two texts stand below each other. */
const WIDE = 720;
const COLLAPSED = { margin: 3, minSize: 6 };
const LIMITS = { scanLimit: 500, timeout: 500 };

interface ITextDiffProps {
  readonly pair: ITextPair;
  readonly label: string;
  readonly languages: IEditorLanguageRegistry | null;
  readonly trans: TranslationBundle;
}

/**
 * Two texts and what differs between them; nobody can write into them.
 */
export function TextDiff(props: ITextDiffProps): JSX.Element {
  const { pair, label, trans } = props;
  const host = useRef<HTMLDivElement>(null);
  const wide = useWide(host);
  const language = useLanguage(props.languages, pair.language);
  useEffect(() => {
    const parent = host.current;
    if (!parent || wide === null) {
      return;
    }
    const [before, after] = [pair.before ?? '', pair.after ?? ''];
    const extensions = [...reading(label, trans), language];
    const view = wide
      ? new MergeView({
          a: { doc: before, extensions },
          b: { doc: after, extensions },
          parent,
          gutter: true,
          collapseUnchanged: COLLAPSED,
          diffConfig: LIMITS
        })
      : new EditorView({
          doc: after,
          parent,
          extensions: [
            ...extensions,
            unifiedMergeView({
              original: before,
              mergeControls: false,
              collapseUnchanged: COLLAPSED,
              diffConfig: LIMITS
            })
          ]
        });
    return () => view.destroy();
  }, [pair, label, language, wide, trans]);
  return <div className="gofigr-Compare-text" ref={host} />;
}

function reading(label: string, trans: TranslationBundle): Extension[] {
  return [
    lineNumbers(),
    EditorView.lineWrapping,
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ 'aria-label': label }),
    EditorState.phrases.of({
      '$ unchanged lines': trans.__('$ unchanged lines')
    }),
    jupyterTheme
  ];
}

/** Whether there is room for both; null before that is known. */
function useWide(node: React.RefObject<HTMLElement>): boolean | null {
  const [wide, setWide] = useState<boolean | null>(null);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) =>
      setWide(entry.contentRect.width >= WIDE)
    );
    observer.observe(node.current!);
    return () => observer.disconnect();
  }, [node]);
  return wide;
}

/** The colors of a language; none until it is loaded, or where it is not known. */
function useLanguage(
  languages: IEditorLanguageRegistry | null,
  name: string
): Extension {
  const [extension, setExtension] = useState<Extension>(NO_EXTENSION);
  useEffect(() => {
    let wanted = true;
    void languages?.getLanguage(name.toLowerCase()).then(language => {
      if (wanted) {
        setExtension(language?.support ?? NO_EXTENSION);
      }
    });
    return () => {
      wanted = false;
    };
  }, [languages, name]);
  return extension;
}

const NO_EXTENSION: Extension = [];
