/** The vendor's gateway as its own documentation sets it up, with none of our checks. */
import '../../../../gateway/execution/no-telemetry.js';
import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { told } from './told.js';

const supergraphSdl = readFileSync(told.supergraph, 'utf8');
const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl }) });
await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: told.port } });
