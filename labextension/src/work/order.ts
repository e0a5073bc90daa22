import { Query } from '../api';
import { Deletions } from '../deletions';
import { Pins } from '../pins';

/** The service takes no more ids at once. */
const MOST_IDS = 500;

/**
 * Which figures come before the others and which are left out, as the service
 * wants to read it.
 */
export function orderOf(pins: Pins, deletions: Deletions): Query {
  const first = pins.all.slice(0, MOST_IDS).join();
  const without = deletions.hidden.slice(-MOST_IDS).join();
  return { ...(first && { first }), ...(without && { without }) };
}

export function isSameOrder(a: Query, b: Query): boolean {
  return a.first === b.first && a.without === b.without;
}
