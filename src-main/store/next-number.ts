/** SQL for the number of a new row: none that was ever given before. */
export const nextNumber = (family: 'scenario' | 'study_run'): string =>
  `(SELECT highest + 1 FROM number_given WHERE family = '${family}')`;
