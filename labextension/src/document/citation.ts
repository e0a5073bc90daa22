/** What a citation tells. */
export interface ICited {
  readonly author: string;
  readonly title: string;
  readonly number: number;
  readonly date: Date;
  readonly link: string;
  /** BLAKE3 of the picture; null where it is not known. */
  readonly digest: string | null;
}

const DIGITS = 16;

/**
 * One line that names a revision, where it is and by which picture it can be
 * recognized: `Ann Lee. "Bill length", revision 4, 2026-11-21. <link>. BLAKE3
 * 1f2e3d4c5b6a7988.` In English, as references are.
 */
export function citation(cited: ICited): string {
  const date = Number.isNaN(cited.date.getTime())
    ? ''
    : `, ${cited.date.toISOString().slice(0, 10)}`;
  const parts = [
    cited.author,
    `“${cited.title}”, revision ${cited.number}${date}`,
    cited.link,
    cited.digest && `BLAKE3 ${cited.digest.slice(0, DIGITS)}`
  ];
  return parts
    .filter(Boolean)
    .map(part => `${part}.`)
    .join(' ');
}
