/**
 * Imported before `@apollo/gateway`, which would otherwise send figures to its vendor: a care organisation's server
 * speaks to no third party. The environment is not read here but set, since that is the only switch there is.
 */
import { env } from 'node:process';

env['APOLLO_TELEMETRY_DISABLED'] = 'true';
