/** The name of a scenario as a file name that every file system takes, without its extension. */
export const fileTitle = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N} ._()-]+/gu, '-')
    .replace(/^[ .]+|[ .]+$/g, '')
    .slice(0, 100) || 'scenario';
