/** AuditEvent.agent: who did it, on whose responsibility, from where, and the programs between which it went. */
import type { Role, StaffRole } from '../../../../../schema/caller.js';
import type { ExportLine } from '../../../domain/export/export-lines.js';
import type { Pattern } from './balp-patterns.js';
import * as code from './codes.js';

/** NEN 7513: roles of ISO 21298. It has none for somebody to whom the client lets the dossier be open. */
const ISO_ROLES: Readonly<Record<Role | StaffRole, code.Coding | null>> = {
  CLIENT: code.iso21298('01', 'Subject of care'),
  REPRESENTATIVE: code.iso21298('02', 'Subject of care proxy'),
  CONTACT: null,
  ADMINISTRATOR: code.iso21298('07', 'Supporting healthcare party'),
  MEDIATOR: code.iso21298('07', 'Supporting healthcare party'),
  AUDITOR: code.iso21298('07', 'Supporting healthcare party'),
  REPORTER: code.iso21298('07', 'Supporting healthcare party'),
};

const RESPONSIBLE = code.participation('RESP', 'responsible party');
/** FHIR network-type. */
const MACHINE_NAME = '1';
const IP_ADDRESS = '2';

/** A delete by the pattern of IHE has no room for them in its agents; then they are entities. */
export function hasPolicyOnUser({ record }: ExportLine, pattern: Pattern | null): boolean {
  return record.account !== null && pattern?.name !== 'Delete';
}

export function agentsOf(line: ExportLine, pattern: Pattern | null): object[] {
  const { record, name } = line;
  const user = record.account !== null && {
    type: concept(pattern?.user ?? code.participation('IRCP', 'information recipient')),
    ...(record.role !== null && { role: rolesOf(record.role) }),
    who: { identifier: accountOf(record.account), ...(record.pseudonym !== null && { display: record.pseudonym }) },
    ...(name !== null && { name }),
    requestor: true,
    ...(hasPolicyOnUser(line, pattern) && { policy: [record.policy] }),
  };
  const responsible = record.responsible !== null && {
    type: concept(RESPONSIBLE),
    ...(record.responsibleRole !== null && { role: rolesOf(record.responsibleRole) }),
    who: { identifier: accountOf(record.responsible) },
    requestor: false,
  };
  const client = record.address !== null && {
    type: concept(pattern?.client ?? code.APPLICATION),
    who: { display: 'front end' },
    requestor: record.account === null,
    network: { address: record.address, type: IP_ADDRESS },
  };
  const server = {
    type: concept(pattern?.server ?? code.CUSTODIAN),
    who: programOf(line),
    requestor: false,
    network: { address: record.source, type: MACHINE_NAME },
  };
  return [user, responsible, client, server].filter((agent) => agent !== false);
}

/** The program that saw it: agent and observer. */
export function programOf({ record }: ExportLine): object {
  return { identifier: { system: code.identifierSystem('program'), value: record.source }, display: record.source };
}

function accountOf(value: string): object {
  return { system: code.identifierSystem('account'), value };
}

function rolesOf(role: Role | StaffRole): object[] {
  const iso = ISO_ROLES[role];
  return [{ coding: [...(iso === null ? [] : [iso]), code.own('role', role)] }];
}

function concept(coding: code.Coding): object {
  return { coding: [coding] };
}
