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
