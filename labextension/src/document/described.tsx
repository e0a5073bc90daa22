import { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useState } from 'react';

import { Api } from '../api';
import { IDescribed, describedRevision } from '../calls/insight';
import { IRevisionDetail } from '../calls/revisions';
import { origin } from '../insight/answer';

interface IDescribedTextProps {
  readonly api: Api;
  readonly detail: IRevisionDetail;
  readonly trans: TranslationBundle;
}

/**
 * What the service or a model says that a revision shows, and which of them did;
 * nothing where it has no such text.
 */
export function DescribedText(props: IDescribedTextProps): JSX.Element | null {
  const { api, detail, trans } = props;
  const [told, setTold] = useState<IDescribed | null>(null);
  useEffect(() => {
    let wanted = true;
    setTold(null);
    if (detail.isDescribed) {
      describedRevision(api, detail.id).then(
        found => wanted && setTold(found),
        () => {
          // Services of others do not tell: the picture is there all the same.
        }
      );
    }
    return () => {
      wanted = false;
    };
  }, [detail.id]);
  return told ? (
    <section
      className="gofigr-Described"
      aria-label={trans.__('What the figure shows')}
    >
      {told.title && <h3>{told.title}</h3>}
      {told.description && <p>{told.description}</p>}
      {told.by && (
        <p className="gofigr-Answer-origin" data-ai={told.by.isAi || undefined}>
          {origin(told.by, trans)}
        </p>
      )}
    </section>
  ) : null;
}
