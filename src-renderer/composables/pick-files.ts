/** Network files that can be opened, by extension, and the same in words. */
export const networkFiles = {
  extensions: ['.m', '.raw', '.dyr', '.cdf', '.txt', '.xlsx', '.csv', '.tsv', '.json'],
  words:
    'MATPOWER (.m), PSS/E (.raw, with or without .dyr), IEEE CDF (.cdf, .txt), tables (.xlsx, .csv), pandapower and Phaselock (.json)',
} as const;

/** Contingency lists that can be imported. */
export const contingencyFiles = ['.csv', '.tsv', '.xlsx', '.json', '.con'] as const;

/** Lets the user pick files; the browser asks, and nothing happens if they change their mind. */
export function pickFiles(
  extensions: readonly string[],
  several: boolean,
  take: (files: readonly File[]) => void,
): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = extensions.join(',');
  input.multiple = several;
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    if (files.length > 0) take(files);
  });
  input.click();
}
