/** Sorts of documents whose pictures are checked. */
export const DECKS: readonly string[] = ['.pptx', '.docx', '.pdf'];

/** Whether a check of a file says something. */
export function isDeck({ name }: File): boolean {
  return DECKS.some(suffix => name.toLowerCase().endsWith(suffix));
}

/** Have the user choose files that end in one of `sorts`. */
export function chooseFiles(
  sorts: string,
  onFiles: (files: readonly File[]) => void
): void {
  const chooser = document.createElement('input');
  chooser.type = 'file';
  chooser.multiple = true;
  chooser.accept = sorts;
  chooser.addEventListener('change', () => onFiles([...(chooser.files ?? [])]));
  chooser.click();
}
