import { IDataObject } from '../calls/revisions';
import { text } from '../wire';

const SUFFIXES: Readonly<Record<string, string>> = {
  python: 'py',
  r: 'R',
  julia: 'jl',
  jpeg: 'jpg',
  'svg+xml': 'svg',
  requirements: 'txt'
};

/**
 * A name for a downloaded data object, safe on every system. Pictures and
 * specifications are called after the figure and the revision.
 */
export function fileName(
  item: IDataObject,
  figure: string,
  number: number
): string {
  if (item.type === 'file') {
    const path = text(item.metadata.path).replaceAll('\\', '/');
    return safe(path.split('/').at(-1) || item.name);
  }
  const drawn = item.type === 'image' || item.mime !== null;
  const name = safe(drawn ? `${figure} r${number}` : item.name || item.type);
  const suffix = suffixOf(item);
  return suffix === '' || name.toLowerCase().endsWith(`.${suffix}`)
    ? name
    : `${name}.${suffix}`;
}

/**
 * How a data object is called in a list: "PNG", "table (CSV)", "Vega-Lite".
 */
export function kindOf(item: IDataObject): string {
  if (item.mime) {
    const names: [RegExp, string][] = [
      [/plotly/, 'Plotly'],
      [/vegalite/, 'Vega-Lite'],
      [/vega/, 'Vega']
    ];
    return names.find(([mime]) => mime.test(item.mime ?? ''))?.[1] ?? item.mime;
  }
  const format = item.format.replace('+xml', '').toUpperCase();
  return item.type === 'image' || item.type === 'dataframe' ? format : '';
}

/**
 * A number of bytes as people say it: "312 B", "4.5 kB", "12 MB".
 */
export function saidSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let unit = 0;
  let size = bytes;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || size >= 100 ? 0 : 1;
  return `${size.toFixed(digits)} ${units[unit]}`;
}

function suffixOf(item: IDataObject): string {
  if (item.type === 'code') {
    return SUFFIXES[text(item.metadata.language).toLowerCase()] ?? 'txt';
  }
  if (item.type === 'text' && ['', 'text'].includes(item.format)) {
    return 'txt';
  }
  const format = item.format.toLowerCase();
  return SUFFIXES[format] ?? format.replace(/[^a-z0-9]/g, '').slice(0, 10);
}

function safe(name: string): string {
  const cleaned = name
    // eslint-disable-next-line no-control-regex -- these are what must go
    .replace(/[\s\u0000-\u001f\u007f/\\:*?"<>|]+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  return cleaned.slice(0, 120) || 'file';
}
