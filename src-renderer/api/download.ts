/** Hands a file to the user: the browser's download, or Electron's save dialog. */
export function downloadFile(fileName: string, mediaType: string, content: BlobPart): void {
  const address = URL.createObjectURL(new Blob([content], { type: mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The download has to begin before its address goes.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A table as a CSV file; the mark at its start tells Excel that it is UTF-8. */
export const downloadTable = (fileName: string, text: string): void =>
  downloadFile(fileName, 'text/csv;charset=utf-8', `\uFEFF${text}`);
