/** Figures as tests ask them of a running audit, and the acts that they count. */
import type { AuditEvent } from '../../../schema/audit-event.js';
import type { Caller, StaffAssignment, StaffRole } from '../../../schema/caller.js';
import { anEvent } from './audit-test.js';
import { aCaller, codesOf, runAudit, type RunningAudit } from './running-audit.js';

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
  private constructor(
    readonly audit: RunningAudit,
    private readonly clock: { now: Date },
  ) {}

  static async start(): Promise<FiguresInTest> {
    const clock = { now: NOVEMBER };
    return new FiguresInTest(await runAudit(() => clock.now), clock);
  }

  /** Moves the clock of the audit program. */
  travelTo(moment: Date | string): void {
    this.clock.now = new Date(moment);
  }

  /** As if nothing had ever happened. */
  async startAnew(): Promise<void> {
    this.travelTo(NOVEMBER);
    await this.audit.empty();
  }

  /** Each day of October, and of the weeks that touch it, some people sign in, so of each something may be seen; but on one. */
  async crowd(people = 5, except?: string): Promise<void> {
    for (const [from, until] of [
      ['2025-09-29', '2025-10-27'],
      ['2025-10-28', '2025-11-02'],
    ] as const) {
      this.travelTo(`${until}T23:30:00Z`);
      for (let day = new Date(`${from}T12:00:00Z`); day < this.clock.now; day = new Date(day.getTime() + 86_400_000)) {
        if (!day.toISOString().startsWith(`${except}`)) await this.acts(day.toISOString(), people);
      }
    }
    this.travelTo(NOVEMBER);
  }

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
    await this.audit.count();
  }
}
