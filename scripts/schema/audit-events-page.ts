/** The audit catalogue as a page for reviewers: the kinds of events, and what each operation leaves. */
import {
  ADDRESSES,
  CALLED,
  EVENT_SORTS,
  KINDS_OF_EVENT,
  OF_ITSELF,
  OPERATIONS,
  REASONS_FOR_NOTHING,
  SENSITIVITY_OF,
  type Operation,
  type Operations,
} from '../../schema/audit-catalogue.js';

const INTRODUCTION = `# What goes on the audit log

Printed from \`schema/audit-catalogue.ts\` (\`npm run schema\`); do not edit. The build fails when the graph has an operation
that is not here, when an operation is here that the graph does not have, and when a kind is left by nothing. While the
programs run, an answer whose operation left none of its kinds is withheld.

Whatever is refused is on the log too, under the kind that it would have had, or as a refused \`DOSSIER_READ\` with the
names of the fields. There is one record a client and outcome in a request; it holds ids, codes and counts, never what
the dossier says and never what somebody typed, but for the sentence in which staff says why. Emergency access is not
among the events: the portal has none, and the check on it is always no.
`;

export function printAuditEvents(): string {
  const sections = [
    ...Object.entries(OPERATIONS).map(([name, operations]) => section(`The graph: ${name}`, operations, true)),
    section('The addresses of the gateway', ADDRESSES, true),
    section('Calls between programs', CALLED, true),
    section('What the programs do of themselves', OF_ITSELF, false),
  ];
  return [INTRODUCTION, kinds(), ...sections, reasons(), sensitivities()].join('\n');
}

function kinds(): string {
  const rows = Object.entries(KINDS_OF_EVENT).map(([name, { sort, type, subtype, actions, search }]) => [
    `\`${name}\``,
    EVENT_SORTS[sort],
    `${type.code} ${type.display}`,
    subtype === null ? '–' : `${subtype.code} ${subtype.display}`,
    actions.join(' '),
    search === null ? '–' : Object.keys(search).join(', '),
  ]);
  const header = ['kind', 'sort', 'event code (DICOM)', 'event kind (DICOM)', 'actions', 'search criteria'];
  return `## Kinds of events\n\n${table(header, rows)}\n`;
}

function section(title: string, operations: Operations, asCode: boolean): string {
  const rows = Object.entries(operations).map(([name, operation]) => [asCode ? `\`${name}\`` : name, left(operation)]);
  return `## ${title}\n\n${table(['operation', 'leaves'], rows)}\n`;
}

function left({ leaves, nothing }: Operation): string {
  const kindsLeft = leaves.map((kind) => `\`${kind}\``).join(', ');
  if (nothing === null) return kindsLeft;
  return kindsLeft === '' ? `nothing: ${nothing}` : `${kindsLeft}; or nothing: ${nothing}`;
}

function reasons(): string {
  const rows = Object.entries(REASONS_FOR_NOTHING).map(([name, why]) => [name, why]);
  return `## Why something leaves nothing\n\n${table(['word', 'because'], rows)}\n`;
}

function sensitivities(): string {
  const rows = Object.entries(SENSITIVITY_OF).map(([category, sensitivity]) => [category, sensitivity]);
  return `## How confidential\n\nHL7 v3 Confidentiality; a record has that of its most confidential category.\n\n${table(['category', 'sensitivity'], rows)}\n`;
}

function table(header: string[], rows: string[][]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
