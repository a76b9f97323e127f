/** Address of a real Redis for the tests, where there is one. */
export const testRedisUrl = process.env['TEST_REDIS_URL'];
