/** Turns passwords into hashes that are slow to guess from. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** With a null hash it does the same work and answers false: an unknown account looks like a wrong password. */
  verify(password: string, hash: string | null): Promise<boolean>;
}
