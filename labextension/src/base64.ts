/** A file as a data URL. Rejects where it cannot be read. */
export function dataUrlOf(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error('The file cannot be read.'));
    reader.readAsDataURL(file);
  });
}

/** The base64 in a data URL. */
export function base64In(url: string): string {
  return url.slice(url.indexOf(',') + 1);
}
