/** What is served: a supergraph, read once, and the plans that it gives. */
import { DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES, operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { readAccessRules, type AccessRules } from '../access/access-rules.js';
import { DataNames, type OperationNames } from './data-names.js';
import { hideArguments } from './hide-arguments.js';
import { interfaceObjectsIn } from './interface-objects.js';
import { resolvableKeysFirst } from './key-order.js';
import { leftOut } from './left-out.js';
import { onObjectTypes } from './object-conditions.js';
import { requiredFieldsIn, type RequiredFields } from './required-fields.js';
import { restoreArguments } from './restore-arguments.js';

export interface Graph {
  /** What front ends can ask. */
  readonly apiSchema: GraphQLSchema;
  /** All types, hidden ones included: for type conditions and rewrites. */
  readonly supergraphSchema: GraphQLSchema;
  /** Name → url, as the supergraph says. */
  readonly subgraphs: ReadonlyMap<string, string>;
  readonly sdl: string;
  /** Who may read which field, where the supergraph says so. */
  readonly rules: AccessRules;
  /** Where the caller's fields stand in the merged data: under their response name, but for one that misleads. */
  readonly names: DataNames;
  /** Interfaces that are an object type to some subgraph. */
  readonly interfaceObjects: ReadonlySet<string>;
  readonly requiredFields: RequiredFields;
  /** Of an operation without `@skip` and `@include`. @throws GraphQLError for what this graph cannot plan. */
  plan(document: DocumentNode, operation: OperationDefinitionNode, names: OperationNames): QueryPlan;
}

/** A supergraph may demand more than the vendor's gateway does; what guards fields in a way that we do not know is not served. */
const supportedFeatures = new Set([...DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES, 'https://specs.apollo.dev/context/v0.1']);

/** @throws Error for a text that is no supergraph of federation 2, or one that asks what we do not do or know. */
export function readGraph(sdl: string): Graph {
  try {
    return graphOf(sdl);
  } catch (error) {
    throw new Error(`this supergraph cannot be served: ${(error as Error).message}`, { cause: error });
  }
}

function graphOf(sdl: string): Graph {
  const { supergraph: mended, ...requirements } = hideArguments(resolvableKeysFirst(parse(sdl, { noLocation: true })));
  const published = Supergraph.build(requirements.hidden.size === 0 ? mended : sdl, { supportedFeatures });
  published.subgraphs(); // judged as they were written
  const read =
    requirements.hidden.size === 0
      ? published
      : Supergraph.build(mended, { supportedFeatures, validateSupergraph: false });
  const api = published.apiSchema();
  const apiSchema = api.toGraphQLJSSchema();
  const supergraphSchema = read.schema.toGraphQLJSSchema();
  const names = new DataNames(supergraphSchema);
  const interfaceObjects = interfaceObjectsIn(mended);
  const planner = new QueryPlanner(read, { exposeDocumentNodeInFetchNode: true, reuseQueryFragments: false });

  const plan: Graph['plan'] = (document, operation, asAsked) => {
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw new GraphQLError('Subscriptions are not served.');
    const asked = askedOf(document, operation, (each) =>
      onObjectTypes(asAsked.renamed(each), apiSchema, interfaceObjects),
    );
    const planned = planner.buildQueryPlan(operationFromDocument(api, asked.document));
    const missing = leftOut({ schema: apiSchema, ...asked }, planned);
    if (missing !== null) throw new GraphQLError(`No subgraph resolves "${missing}" where it is asked.`);
    return planned.node === undefined || planned.node.kind === 'Subscription'
      ? planned
      : { ...planned, node: restoreArguments(planned.node, requirements) };
  };
  const subgraphs = new Map(read.subgraphsMetadata().map(({ name, url }) => [name, url]));
  const rules = readAccessRules(sdl);
  const requiredFields = requiredFieldsIn(mended);
  return { apiSchema, supergraphSchema, subgraphs, sdl, rules, names, interfaceObjects, requiredFields, plan };
}

interface Asked {
  /** The operation alone: the planner finds it by name, and would know none of several without one. */
  document: DocumentNode;
  operation: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** @param mend makes of it what the planner plans right. */
function askedOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  mend: (document: DocumentNode) => DocumentNode,
): Asked {
  const isFragment = ({ kind }: { kind: Kind }): boolean => kind === Kind.FRAGMENT_DEFINITION;
  const definitions = [operation, ...document.definitions.filter(isFragment)];
  const mended = mend({ kind: Kind.DOCUMENT, definitions });
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of mended.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const [first] = mended.definitions;
  return { document: mended, operation: first as OperationDefinitionNode, fragments };
}
