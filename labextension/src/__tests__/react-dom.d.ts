/* React's types of these two are no dependency of ours; tests need so much. */

declare module 'react-dom' {
  export function flushSync(act: () => void): void;
}

declare module 'react-dom/client' {
  import type { ReactNode } from 'react';

  export function createRoot(host: Element): { render(node: ReactNode): void };
}
