import { TranslationBundle } from '@jupyterlab/translation';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * `then` as people say it: "2 min ago", "Tuesday 14:10", "12 Nov".
 */
export function relativeTime(
  then: Date,
  now: Date,
  trans: TranslationBundle,
  locale?: string
): string {
  const age = now.getTime() - then.getTime();
  if (Number.isNaN(age)) {
    return '';
  }
  if (age < MINUTE) {
    return trans.__('just now');
  }
  if (age < HOUR) {
    return trans.__('%1 min ago', Math.floor(age / MINUTE));
  }
  const hour = format(then, locale, { hour: '2-digit', minute: '2-digit' });
  if (then.toDateString() === now.toDateString()) {
    return hour;
  }
  if (age < 6 * DAY) {
    return `${format(then, locale, { weekday: 'long' })} ${hour}`;
  }
  const year = then.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return format(then, locale, { day: 'numeric', month: 'short', year });
}

/**
 * The day of `then` as people say it: "Today", "Tuesday", "12 November".
 */
export function dayName(
  then: Date,
  now: Date,
  trans: TranslationBundle,
  locale?: string
): string {
  const day = then.toDateString();
  const yesterday = new Date(now.getTime() - DAY).toDateString();
  if (day === now.toDateString()) {
    return trans.__('Today');
  }
  if (day === yesterday) {
    return trans.__('Yesterday');
  }
  if (now.getTime() - then.getTime() < 6 * DAY) {
    return format(then, locale, { weekday: 'long' });
  }
  const year = then.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return format(then, locale, { day: 'numeric', month: 'long', year });
}

/**
 * `then` in full, for those who hover.
 */
export function exactTime(then: Date, locale?: string): string {
  return Number.isNaN(then.getTime())
    ? ''
    : format(then, locale, { dateStyle: 'full', timeStyle: 'medium' });
}

function format(
  date: Date,
  locale: string | undefined,
  options: Intl.DateTimeFormatOptions
): string {
  return new Intl.DateTimeFormat(locale, {
    ...options,
    hourCycle: 'hour' in options ? 'h23' : undefined
  }).format(date);
}
