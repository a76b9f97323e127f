/** The table of configuration variables in the README, printed from the schemas that check them. */
import type { z } from 'zod';
import { gatewayVariables } from '../../gateway/config.js';
import { auditVariables } from '../../subgraphs/audit/config.js';
import { dossierVariables } from '../../subgraphs/dossier/config.js';
import { ecdVariables } from '../../subgraphs/dossier/ecd-address.js';
import { identityVariables } from '../../subgraphs/identity/config.js';

const PROGRAMS = {
  gateway: gatewayVariables,
  identity: identityVariables,
  dossier: dossierVariables,
  audit: auditVariables,
};
const REGION = /(<!-- configuration: printed by `npm run schema` -->\n)[^]*?(<!-- \/configuration -->)/;

interface Variable {
  name: string;
  programs: string[];
  /** Required, optional, or what it is when it is left out. */
  otherwise: string;
  description: string;
}

/** @throws Error when the page has no place for the table, or a variable has no description. */
export function withConfigurationTable(page: string): string {
  if (!REGION.test(page)) throw new Error('the README has no place for the configuration table');
  const rows = [...variables(), ...ECD, PROVIDER].map(
    ({ name, programs, otherwise, description }) =>
      `| \`${name}\` | ${programs.join(', ')} | ${otherwise} | ${description} |`,
  );
  const table = ['| Variable | Of | When left out | What |', '| --- | --- | --- | --- |', ...rows].join('\n');
  return page.replace(REGION, (_whole, start: string, end: string) => `${start}\n${table}\n\n${end}`);
}

/** The variables whose names depend on the policies. */
const ECD = Object.entries(ecdVariables).map(([name, variable]): Variable => {
  const { description = '' } = variable;
  return { name: `ECD_<ORGANISATION>_${name}`, programs: ['dossier'], otherwise: whenLeftOut(variable), description };
});

const PROVIDER: Variable = {
  name: 'OIDC_<ORGANISATION>_<USERS\\|STAFF>_SECRET',
  programs: ['identity'],
  otherwise: 'refused where its policy names a provider',
  description: "Client secret, or private key (JWK with `alg`), for the organisation's own OpenID provider",
};

function variables(): Variable[] {
  const found = new Map<string, Variable>();
  for (const [program, { shape }] of Object.entries(PROGRAMS)) {
    for (const [name, variable] of Object.entries(shape) as [string, z.ZodType][]) {
      const { description } = variable;
      if (description === undefined) throw new Error(`${name} of ${program} has no description`);
      const otherwise = whenLeftOut(variable);
      const same = [...found.values()].find(
        (known) => known.name === name && known.otherwise === otherwise && known.description === description,
      );
      if (same === undefined) found.set(`${name} ${program}`, { name, programs: [program], otherwise, description });
      else same.programs.push(program);
    }
  }
  return [...found.values()];
}

function whenLeftOut(variable: z.ZodType): string {
  const result = variable.safeParse(undefined);
  if (!result.success) return 'refused';
  const value: unknown = result.data;
  return typeof value === 'string' || typeof value === 'number' ? `\`${value}\`` : 'none';
}
