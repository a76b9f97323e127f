/**
 * Imported before `@apollo/gateway`, which would otherwise send figures to its vendor: a care organisation's server
 * speaks to no third party.
 */
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
