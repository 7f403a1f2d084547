/** A text as it is searched and compared with what is typed: '1-2' finds 'Branch 1–2'. */
export const searchText = (text: string): string => text.trim().toLowerCase().replaceAll('–', '-');
