import { TranslationBundle } from '@jupyterlab/translation';
import { useState } from 'react';

import { messageOf } from '../api';

/** Something that the service is asked to do. */
export interface IDeed {
  readonly isBusy: boolean;
  /** Why the last one was not done; empty where it was. */
  readonly problem: string;
  /** Whether it was done; one at a time. */
  readonly act: (deed: () => Promise<unknown>) => Promise<boolean>;
}

export function useDeed(trans: TranslationBundle): IDeed {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const act = async (deed: () => Promise<unknown>) => {
    if (isBusy) {
      return false;
    }
    setBusy(true);
    setProblem('');
    try {
      await deed();
      return true;
    } catch (error) {
      setProblem(
        messageOf(error) || trans.__('The service did not answer. Try again.')
      );
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, problem, act };
}
