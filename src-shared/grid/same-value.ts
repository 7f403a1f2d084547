/** Two values of a field are not the same; positions and machine data by their content. */
export const differs = (a: unknown, b: unknown): boolean =>
  !Object.is(a, b) && (typeof a !== 'object' || JSON.stringify(a) !== JSON.stringify(b));
