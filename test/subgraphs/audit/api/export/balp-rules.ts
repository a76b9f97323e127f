/** What the patterns of IHE (Basic Audit Log Patterns 1.1) ask of an AuditEvent that says it follows them, restated. */
export interface Coding {
  system: string;
  code: string;
}
export interface Agent {
  type: { coding: Coding[] };
  who?: object;
  requestor: boolean;
  network?: object;
  policy?: string[];
  altId?: string;
  name?: string;
  role?: { coding: Coding[] }[];
}
export interface Entity {
  type: Coding;
  role?: Coding;
  what?: { type?: string; identifier?: { value: string }; display?: string };
  query?: string;
  detail?: object[];
  securityLabel?: Coding[];
}
export interface AuditEventResource {
  resourceType: 'AuditEvent';
  id: string;
  meta?: { profile: string[] };
  extension: { url: string; extension?: object[]; valueString?: string }[];
  type: Coding;
  subtype: Coding[];
  action: string;
  outcome: string;
  outcomeDesc?: string;
  agent: Agent[];
  entity: Entity[];
  source: object;
}

interface Rule {
  action: string;
  interactions: string[];
  client: string;
  server: string;
  users: string[];
}

const RULES: Readonly<Record<string, Rule>> = {
  Create: { action: 'C', interactions: ['create'], client: '110153', server: '110152', users: ['AUT', 'INF', 'CST'] },
  Read: { action: 'R', interactions: ['read', 'vread'], client: '110152', server: '110153', users: ['IRCP'] },
  Update: { action: 'U', interactions: ['update', 'patch'], client: '110153', server: '110152', users: ['AUT', 'CST'] },
  Delete: { action: 'D', interactions: ['delete'], client: '110150', server: 'custodian', users: ['AUT', 'CST'] },
  Query: {
    action: 'E',
    interactions: ['search', 'search-type', 'search-system'],
    client: '110153',
    server: '110152',
    users: ['IRCP'],
  },
};

/** What is wrong with it, a sentence each. */
export function faultsAgainstBalp(event: AuditEventResource): string[] {
  const [, patient, name = ''] =
    /^https:\/\/profiles\.ihe\.net\/ITI\/BALP\/StructureDefinition\/IHE\.BasicAudit\.(Patient)?(\w+)$/.exec(
      event.meta?.profile[0] ?? '',
    ) ?? [];
  const rule = RULES[name];
  if (rule === undefined) return ['it follows no pattern'];
  const isDelete = name === 'Delete';
  const clients = agentsOf(event, rule.client);
  const servers = agentsOf(event, rule.server);
  const users = event.agent.filter(({ requestor }) => requestor);
  const interactions = event.subtype.filter(({ system }) => system === 'http://hl7.org/fhir/restful-interaction');
  const objects = event.entity.filter(({ type }) => type.system.endsWith('/audit-entity-type') && type.code === '2');
  const persons = event.entity.filter(({ type }) => type.system.endsWith('/audit-entity-type') && type.code === '1');
  const traces = event.entity.filter(({ type }) => type.code === 'XrequestId');
  const rules: [boolean, string][] = [
    [event.type.code === 'rest', 'the type is rest'],
    [interactions.length === 1 && rule.interactions.includes(interactions[0]?.code ?? ''), 'one interaction'],
    [!isDelete || event.subtype.length === 1, 'a delete has one subtype'],
    [event.action === rule.action, 'the action of the pattern'],
    [event.outcome === '0', 'patterns are for success'],
    [clients.length === 1 && clients.every(isConnected), 'one client, with its network'],
    [servers.length === 1 && servers.every(isConnected), 'one server, with its network'],
    [users.length <= 1, 'at most one user'],
    [users.every((user) => user.who !== undefined && user.network === undefined), 'a user who is no network device'],
    [users.every(({ type }) => rule.users.includes(type.coding[0]?.code ?? '')), 'the part that the user plays'],
    [!isDelete || users.every(({ policy, altId }) => policy === undefined && altId === undefined), 'a bare user'],
    [objects.length === 1, 'one system object'],
    [name !== 'Query' || objects.every(isQuery), 'a query holds what was asked'],
    [name === 'Query' || objects.every(({ what, role }) => what !== undefined && role?.code === '4'), 'data are named'],
    [!isDelete || objects.every(({ detail }) => detail === undefined), 'deleted data are without detail'],
    [persons.length === (patient === undefined ? 0 : 1), 'the patient, where there is one'],
    [persons.every(({ what, role }) => what?.type === 'Patient' && role?.code === '1'), 'the patient as such'],
    [traces.length === 1 && traces.every(({ what }) => what?.identifier !== undefined), 'the id of the request'],
  ];
  return rules.filter(([holds]) => !holds).map(([, rule]) => rule);
}

function agentsOf({ agent }: AuditEventResource, code: string): Agent[] {
  return agent.filter(({ type }) => type.coding.some((coding) => coding.code === code));
}

function isConnected({ who, network }: Agent): boolean {
  return who !== undefined && network !== undefined;
}

function isQuery({ what, role, query, detail }: Entity): boolean {
  return what === undefined && role?.code === '24' && query !== undefined && query !== '' && detail === undefined;
}
