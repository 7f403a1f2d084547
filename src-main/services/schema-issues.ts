/** What a schema found wrong, as the library states it. */
interface SchemaError {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

const issuesTold = 3;

/** For the user: which field is wrong, and how. */
export function describeIssues({ issues }: SchemaError): string {
  const told = issues
    .slice(0, issuesTold)
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message));
  const more = issues.length - told.length;
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
