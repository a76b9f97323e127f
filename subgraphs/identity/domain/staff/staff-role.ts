/** Who works for which organisation, in which role. */
import type { StaffRole } from '../../../../schema/caller.js';

export interface HeldRole {
  id: string;
  account: string;
  organisation: string;
  role: StaffRole;
  since: Date;
}

export interface StaffRegister {
  /** Null when there is none that holds. */
  find(id: string, at: Date): Promise<HeldRole | null>;
}

/** As a step sees them: changed nowhere else. */
export interface StaffRegisterInStep extends StaffRegister {
  /** Null when the account holds the role already. */
  appoint(held: Pick<HeldRole, 'account' | 'organisation' | 'role'>, at: Date): Promise<HeldRole | null>;
  /** False when it has ended already. */
  end(id: string, at: Date): Promise<boolean>;
  /**
   * The accounts that can act as administrator of an organisation: activated, not locked. Until the step is over nobody
   * else ends their roles.
   */
  lockAdministrators(organisation: string, at: Date): Promise<string[]>;
}
