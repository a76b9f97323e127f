/** Further accounts that end soon, and whose holders were told so (R16). */
export interface EndingAccess {
  /** Further accounts that end between two moments and whose holders were not told of that end. */
  endingUntold(from: Date, until: Date, most: number): Promise<string[]>;
  /** False when somebody else told the holder meanwhile. */
  markTold(relation: string): Promise<boolean>;
}
