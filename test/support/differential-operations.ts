/**
 * How many operations a differential test makes up, each for several worlds; thousands take minutes and are for changes to
 * an execution path.
 */
export const DIFFERENTIAL_OPERATIONS = Number(process.env['INZAGE_TEST_OPERATIONS'] ?? 260);
