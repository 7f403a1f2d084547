/** A line of a menu. */
export interface MenuItem {
  readonly id: string;
  readonly label: string;
  /** The key that does the same, as it is shown. */
  readonly keys?: string;
  /** Why it cannot be chosen now; null where it can. */
  readonly refused?: string | null;
  /** A rule is drawn above it. */
  readonly apart?: boolean;
  readonly run: () => unknown;
}
