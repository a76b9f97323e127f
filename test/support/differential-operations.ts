/** How many operations the differential test makes up; thousands take minutes and are for changes to an execution path. */
export const DIFFERENTIAL_OPERATIONS = Number(process.env['INZAGE_TEST_OPERATIONS'] ?? 130);
