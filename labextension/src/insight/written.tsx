import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import React, { useEffect, useState } from 'react';

import { Prose } from '../discussion/prose';

/** Markdown that somebody or a model wrote; not to be trusted. */
export function Written(props: {
  readonly text: string;
  readonly rendermime: IRenderMimeRegistry;
}): JSX.Element {
  const { text, rendermime } = props;
  const [html, setHtml] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    void rendermime.markdownParser
      ?.render(text)
      .then(made => wanted && setHtml(made));
    return () => {
      wanted = false;
    };
  }, [text]);
  return <Prose html={html} text={text} />;
}
