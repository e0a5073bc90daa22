import { useEffect, useState } from 'react';

import { messageOf } from '../api';

/** Something that comes later, or does not. */
export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'ready'; readonly value: T };

/**
 * What `load` gives, asked again whenever `key` changes.
 */
export function useLoaded<T>(load: () => Promise<T>, key: string): Loaded<T> {
  const [found, setFound] = useState<{ key: string; loaded: Loaded<T> }>();
  useEffect(() => {
    let wanted = true;
    const settle = (loaded: Loaded<T>) => {
      if (wanted) {
        setFound({ key, loaded });
      }
    };
    load().then(
      value => settle({ kind: 'ready', value }),
      error => settle({ kind: 'failed', reason: messageOf(error) })
    );
    return () => {
      wanted = false;
    };
    // `load` is made anew by each rendering; what it loads is told by `key`.
  }, [key]);
  return found?.key === key ? found.loaded : { kind: 'loading' };
}

/**
 * An address for bytes, while the component stands.
 */
export function useObjectUrl(
  bytes: Uint8Array | null,
  type: string
): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!bytes) {
      setUrl(null);
      return;
    }
    const made = URL.createObjectURL(new Blob([bytes], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return url;
}
