/** After the last test: nothing is left of the PostgreSQL of this run. */
export default async function stopDatabase() {
  await globalThis.stopTestDatabase?.();
}
