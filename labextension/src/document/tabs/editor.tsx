import { CodeEditor, IEditorServices } from '@jupyterlab/codeeditor';
import React, { useEffect, useRef } from 'react';

interface IEditorProps {
  readonly source: string;
  readonly language: string;
  readonly label: string;
  readonly editors: IEditorServices;
}

/**
 * Code as JupyterLab shows it, to read and to copy from.
 */
export function Editor(props: IEditorProps): JSX.Element {
  const { source, language, editors } = props;
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const node = host.current;
    if (!node) {
      return;
    }
    const { factoryService, mimeTypeService } = editors;
    const model = new CodeEditor.Model({
      mimeType: mimeTypeService.getMimeTypeByLanguage({
        name: language.toLowerCase()
      })
    });
    model.sharedModel.setSource(source);
    const editor = factoryService.newInlineEditor({
      host: node,
      model,
      config: { readOnly: true, lineNumbers: true, tabFocusable: false }
    });
    const content = node.querySelector('[contenteditable], .cm-content');
    content?.setAttribute('aria-label', props.label);
    return () => {
      editor.dispose();
      model.dispose();
    };
  }, [source, language]);
  return <div className="gofigr-Code-editor" ref={host} />;
}
