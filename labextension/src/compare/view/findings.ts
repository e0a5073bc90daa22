import { TranslationBundle } from '@jupyterlab/translation';
import { useMemo } from 'react';

import { paired } from '../code';
import { metadataRows } from '../metadata';
import { ICompared } from '../model';
import { packageDiff } from '../packages';
import { IFindings } from '../verdicts';

/**
 * What differs between the two revisions, computed once for each pair.
 */
export function useFindings(
  { before, after }: ICompared,
  trans: TranslationBundle
): IFindings {
  return useMemo(
    () => ({
      code: paired(before.code, after.code),
      packages:
        before.packages !== null && after.packages !== null
          ? packageDiff(before.packages, after.packages)
          : null,
      metadata: metadataRows(
        before.revision.metadata,
        after.revision.metadata,
        trans
      )
    }),
    [before, after, trans]
  );
}
