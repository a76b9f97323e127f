/** What holds of every section of the mapping table. */
export const INTRODUCTION = `<!-- printed by \`npm run mapping\` from the mappings of the FHIR adapter and the contract of the SQL views -->

# What the portal reads, and where an ECD has it

For the owner of an ECD. Each section is a type that the portal shows (with its Dutch name), each row a field of it: where
it stands in FHIR STU3 (the profiles of MedMij, BgLZ), in FHIR R4 (nl-core, zib2020), and in the SQL views of the schema
\`inzage\`. An organisation reads over one of the three; its policy file says which, and what the codes of its ECD mean
(\`ecd.codes\`, here written \`codes\`). The paths are FHIRPath, and are what the adapter runs.

- ✱ Without it the thing is not served. Where nothing is marked, a value that is missing is simply not shown.
- The client of every search comes from the relation of who asks; what comes back about anybody else is withheld.
- Labelled as confidential, nothing is ever served: \`meta.security\` with a code of v3-Confidentiality other than U, L, M
  or N, or with \`NOPAT\` of v3-ActCode (hidden). Where the table says so, what has no label at all is withheld too.
- What carries a modifier that the portal does not know (\`modifierExtension\`, \`implicitRules\`) is withheld.
- A status that is missing or unknown is none that is served.
- A moment needs a time of day and a time zone; a day needs to be a whole one.
- What is withheld is counted and told without its content; \`npm run ecd:check\` shows what that comes to.
- Of several paths in a cell the first that gives something counts. An identifier is that of the resource, or of the row.
`;
