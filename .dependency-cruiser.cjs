/** The directions of the rooms, and which library lives in which. */

const PRODUCTION = '^(schema|program|organisations|gateway|subgraphs)/';

/** A library that only the named rooms may use. */
function only(name, library, rooms) {
  return {
    name,
    severity: 'error',
    from: { path: PRODUCTION, pathNot: rooms },
    to: { path: `^node_modules/(${library})(/|$)` },
  };
}

/** A room, and all that its files may use of ours. */
function room(name, from, rooms) {
  return {
    name,
    severity: 'error',
    from: { path: from },
    to: { pathNot: `^(${rooms.join('|')})/`, dependencyTypes: ['local'] },
  };
}

module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Entities name each other, as their tables do.',
      severity: 'error',
      from: { pathNot: '\\.entity\\.ts$' },
      to: { circular: true },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },

    room('schema-is-alone', '^schema/', ['schema']),
    room('program-knows-the-schema', '^program/', ['program', 'schema']),
    room('organisations-know-the-schema', '^organisations/', ['organisations', 'schema']),
    room('gateway-knows-program-and-schema', '^gateway/', ['gateway', 'program', 'schema']),
    room('subgraphs-know-no-gateway', '^subgraphs/', ['subgraphs', 'program', 'organisations', 'schema']),
    {
      name: 'schema-does-no-work',
      comment: 'The contract is plain data and pure functions.',
      severity: 'error',
      from: { path: '^schema/' },
      to: { dependencyTypesNot: ['local', 'type-only'] },
    },
    {
      name: 'subgraphs-are-strangers',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/' },
      to: { path: '^subgraphs/[^/]+/', pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'shared-knows-no-subgraph',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+$' },
      to: { path: '^subgraphs/[^/]+/' },
    },
    {
      name: 'domain-knows-neither-door',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/domain/' },
      to: { path: '^subgraphs/[^/]+/(api|data)/' },
    },
    {
      name: 'api-knows-no-data',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/api/' },
      to: { path: '^subgraphs/[^/]+/data/' },
    },
    {
      name: 'data-knows-no-api',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/data/' },
      to: { path: '^subgraphs/[^/]+/api/' },
    },
    {
      name: 'nobody-imports-a-main',
      severity: 'error',
      from: {},
      to: { path: '(^|/)main\\.ts$' },
    },

    only('type-graphql-in-api', 'type-graphql', '^subgraphs/([^/]+\\.ts$|[^/]+/api/)'),
    only(
      'typeorm-in-data',
      'typeorm',
      '^subgraphs/([^/]+/data/|(database|audit-outbox|audit-trail|outbox-step)\\.ts$)',
    ),
    only('ioredis-in-its-store', 'ioredis', '^program/redis-store\\.ts$'),
    only('webauthn-in-data', '@simplewebauthn/[^/]+', '^subgraphs/[^/]+/data/'),
    only('pdfkit-in-data', 'pdfkit', '^subgraphs/[^/]+/data/'),
    only('aws-in-data', '@aws-sdk/[^/]+', '^subgraphs/[^/]+/data/'),
    only('undici-at-the-edges', 'undici', '^(program/transport\\.ts$|subgraphs/[^/]+/data/)'),
    only('apollo-gateway-in-gateway', '@apollo/gateway', '^gateway/'),
    {
      name: 'production-needs-no-development-package',
      severity: 'error',
      from: { path: PRODUCTION, pathNot: '^gateway/explorer/page/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', 'dist'] },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
