/** A field of an element as a reader knows it: 'ratingAMva' is rating A in MVA, 'pMw' is P in MW. */
export interface FieldWords {
  readonly name: string;
  /** Empty where it has none. */
  readonly unit: string;
}

const units: readonly (readonly [RegExp, string])[] = [
  [/Mvar$/, 'Mvar'],
  [/Mva$/, 'MVA'],
  [/Mw$/, 'MW'],
  [/Kv$/, 'kV'],
  [/Pu$/, 'p.u.'],
  [/Degrees$/, '°'],
  [/Seconds$/, 's'],
];

export function fieldWords(field: string): FieldWords {
  const found = units.find(([ending]) => ending.test(field));
  const bare = found ? field.replace(found[0], '') : field;
  const words = bare.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/\b([A-Z])([a-z])/g, lowerFirst);
  return { name: words.length === 1 ? words.toUpperCase() : words, unit: found?.[1] ?? '' };
}

const lowerFirst = (_all: string, first: string, rest: string): string =>
  `${first.toLowerCase()}${rest}`;
