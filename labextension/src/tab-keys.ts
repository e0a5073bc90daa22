/**
 * The place of the tab that a key leads to from the active one of `count`: arrows
 * go round, Home and End to the ends; null for other keys.
 */
export function tabAt(
  key: string,
  active: number,
  count: number
): number | null {
  switch (key) {
    case 'ArrowRight':
      return (active + 1) % count;
    case 'ArrowLeft':
      return (active + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/**
 * The place in a list of `count` that a key leads to from the active one; null
 * for other keys.
 */
export function stepIn(
  key: string,
  active: number,
  count: number
): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(active + 1, count - 1);
    case 'ArrowUp':
      return Math.max(active - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
