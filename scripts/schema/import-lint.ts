import { Kind, valueFromASTUntyped, type ConstDirectiveNode } from 'graphql';
import type { Subgraph } from './subgraph-fields.js';

const SPECIFICATION = /^https:\/\/inzage\.example\/access\/v\d+\.\d+$/;

/** Under another name the directive composes and the gateway does not see it: each subgraph imports it as `@access`. */
export function accessImport(subgraphs: readonly Subgraph[]): string[] {
  return subgraphs.flatMap(({ name, document }) => {
    const links = document.definitions
      .flatMap((definition) =>
        definition.kind === Kind.SCHEMA_EXTENSION || definition.kind === Kind.SCHEMA_DEFINITION
          ? (definition.directives ?? [])
          : [],
      )
      .filter((directive) => directive.name.value === 'link')
      .map(argumentsOf);
    const ours = links.filter(({ url }) => typeof url === 'string' && SPECIFICATION.test(url));
    const others = links.filter((link) => !ours.includes(link));
    return [
      ...(ours.length === 1 && isPlain(ours[0]) ? [] : [`${name} does not import @access under its own name`]),
      ...(others.some((link) => JSON.stringify(link).includes('@access"'))
        ? [`${name} imports another thing as @access`]
        : []),
    ];
  });
}

function argumentsOf(directive: ConstDirectiveNode): Record<string, unknown> {
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}

function isPlain(link: Record<string, unknown> | undefined): boolean {
  return link?.['as'] === undefined && Array.isArray(link?.['import']) && link['import'].includes('@access');
}
