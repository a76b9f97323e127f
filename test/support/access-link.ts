/** What a made-up subgraph begins with, to have access rules. @param imports of federation, beside `@composeDirective`. */
export function accessLink(...imports: string[]): string {
  return `
extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${JSON.stringify([...imports, '@composeDirective'])})
  @link(url: "https://inzage.example/access/v1.0", import: ["@access"])
  @composeDirective(name: "@access")
directive @access(
  category: [String!]
  anyone: String account: String client: String representative: String contact: String
  administrator: String mediator: String auditor: String reporter: String
) on FIELD_DEFINITION
`;
}
