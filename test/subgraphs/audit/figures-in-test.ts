/** Figures as tests ask them of a running audit, and the acts that they count. */
import type { AuditEvent } from '../../../schema/audit-event.js';
import type { Caller, StaffAssignment, StaffRole } from '../../../schema/caller.js';
import { anEvent } from './audit-test.js';
import { aCaller, codesOf, type RunningAudit } from './running-audit.js';

export interface ShownFigure extends Record<string, unknown> {
  start: string;
  role: string | null;
  accounts: number | null;
  withheld: boolean;
}

export const OCTOBER = { period: { start: '2025-10-01', end: '2025-10-31' }, by: 'MONTH' };
/** Some days after the month that is asked, so that it is over and records of it still count. */
export const NOVEMBER = new Date('2025-11-05T12:00:00Z');
export const LOOK = { kind: 'DOSSIER_READ', action: 'R' } as const;

const SHOWN = 'start organisation role accounts withheld';
const OWN = { signIn: 'signIns', account: '', section: 'section looks', refusal: 'reason refusals' };
export type FigureName = keyof typeof OWN;
export const FIGURE_NAMES = Object.keys(OWN) as FigureName[];

const queryOf = (name: FigureName) => `query ($period: PeriodInput!, $by: FigureInterval!, $organisation: ID) {
  figures: ${name}Figures(period: $period, by: $by, organisation: $organisation) { ${SHOWN} ${OWN[name]} } }`;

export const at = (organisation: string, role: StaffRole = 'REPORTER'): StaffAssignment => ({ organisation, role });

export class FiguresInTest {
  constructor(private readonly audit: Pick<RunningAudit, 'ask' | 'append'>) {}

  async read(caller: Caller, variables: object = OCTOBER, name: FigureName = 'signIn') {
    const answer = await this.audit.ask(caller, queryOf(name), variables);
    const { figures } = answer.data as { figures: ShownFigure[] | null };
    return { figures, errors: answer.errors, codes: codesOf(answer) };
  }

  /** By who reports at Vivium. */
  async ofVivium(variables: object = OCTOBER, name: FigureName = 'signIn'): Promise<ShownFigure[]> {
    const { figures, codes } = await this.read(aCaller({ staff: [at('vivium')] }), variables, name);
    if (figures === null) throw new Error(codes.join());
    return figures;
  }

  /** So many accounts sign in, or do something else, each so often. */
  async acts(occurredAt: string, accounts: number, facts: Partial<AuditEvent> = {}, times = 1): Promise<void> {
    const usual = { kind: 'SIGN_IN', action: 'E', source: 'identity', role: 'REPRESENTATIVE' } as const;
    const events = Array.from({ length: accounts * times }, (_, index) =>
      anEvent({ ...usual, occurredAt, account: `account-${index % accounts}`, ...facts }),
    );
    const { status } = await this.audit.append('identity', events);
    if (status !== 200) throw new Error(`not appended: ${status}`);
  }
}
