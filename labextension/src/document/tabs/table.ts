/** A table of which rows can be read. */
export interface ITable {
  readonly columns: readonly IColumn[];
  readonly count: number;
  /** Rows from `start` on, at most `length`, each cell as text. */
  rows(start: number, length: number): Promise<readonly string[][]>;
}

export interface IColumn {
  readonly name: string;
  /** Whether it holds numbers, which stand to the right. */
  readonly numeric: boolean;
}

const LOOKED_AT = 100;
const NUMBER = /^(nan|[-+]?(inf(inity)?|(\d+\.?|\d*\.\d+)(e[-+]?\d+)?))$/i;

/**
 * A table in a data object's bytes. Rejects for a format that is not known.
 */
export async function readTable(
  bytes: Uint8Array,
  format: string
): Promise<ITable> {
  switch (format) {
    case 'csv':
      return delimited(new TextDecoder().decode(bytes), ',');
    case 'tsv':
      return delimited(new TextDecoder().decode(bytes), '\t');
    case 'parquet': {
      const { readParquet } = await import('./parquet');
      return readParquet(bytes);
    }
    default:
      throw new TypeError(`Tables of the format ${format} are not read here.`);
  }
}

/**
 * A table written with delimiters and quotes, as RFC 4180 has it.
 */
export function delimited(text: string, delimiter: string): ITable {
  const [head = [], ...rows] = records(text, delimiter);
  return {
    columns: head.map((name, index) => ({
      name,
      numeric: areNumbers(rows.slice(0, LOOKED_AT).map(row => row[index] ?? ''))
    })),
    count: rows.length,
    rows: async (start, length) => rows.slice(start, start + length)
  };
}

/**
 * Whether all that is there is numbers, and there are some.
 */
export function areNumbers(cells: readonly string[]): boolean {
  const filled = cells.filter(cell => cell !== '');
  return filled.length > 0 && filled.every(cell => NUMBER.test(cell));
}

function records(text: string, delimiter: string): string[][] {
  const found: string[][] = [];
  // One cell and what ends it: quoted (with "" for a quote), or plain.
  const cells = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^${delimiter}\\r\\n]*))(${delimiter}|\\r?\\n|\\r|$)`,
    'gy'
  );
  let record: string[] = [];
  for (const [whole, quoted, plain, end] of text.matchAll(cells)) {
    if (whole === '' && record.length === 0) {
      break;
    }
    record.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== delimiter) {
      found.push(record);
      record = [];
    }
  }
  return found;
}
