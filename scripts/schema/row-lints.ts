import { fieldedTypes, fieldsOf, type Subgraph, type SubgraphField } from './subgraph-fields.js';

/** Composition takes one of two differing rows without a word. */
export function differingRows(subgraphs: readonly Subgraph[]): string[] {
  const byCoordinate = new Map<string, SubgraphField[]>();
  for (const field of fieldsOf(subgraphs)) {
    const coordinate = `${field.type}.${field.name}`;
    byCoordinate.set(coordinate, [...(byCoordinate.get(coordinate) ?? []), field]);
  }
  return [...byCoordinate].flatMap(([coordinate, fields]) => {
    if (new Set(fields.map(({ access }) => access)).size <= 1) return [];
    const places = fields.map(({ subgraph, access }) => `${subgraph}: ${access ?? 'part'}`);
    return [`${coordinate} has differing rows (${places.join('; ')})`];
  });
}

/** Through an interface a field is as open as the interface says (CVE-2025-64530): both have to say the same. */
export function interfaceRows(subgraphs: readonly Subgraph[]): string[] {
  return subgraphs.flatMap((subgraph) => {
    const fields = fieldsOf([subgraph]);
    const find = (type: string, name: string): SubgraphField | undefined =>
      fields.find((field) => field.type === type && field.name === name);
    return fieldedTypes(subgraph.document).flatMap((type) =>
      (type.interfaces ?? []).flatMap(({ name: { value: above } }) =>
        fields
          .filter((field) => field.type === above)
          .filter((field) => {
            const implementing = find(type.name.value, field.name);
            return implementing !== undefined && implementing.access !== field.access;
          })
          .map(({ name }) => `${type.name.value}.${name} and ${above}.${name} have differing rows in ${subgraph.name}`),
      ),
    );
  });
}
