import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an account and a relation go through: activation, incapacity of the client, one-time links, messages. */
export class WholeLife1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...ACCOUNTS, ...RELATIONS, ...LINKS, ...MESSAGES, ...GRANTS])
      await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('who represents whom cannot be told from the findings any more: restore a backup');
  }
}

const ACCOUNTS = [
  'ALTER TABLE account ALTER password_hash DROP NOT NULL',
  'ALTER TABLE account ADD activated_at timestamptz, ADD recovery_required_at timestamptz',
  'UPDATE account SET activated_at = created_at',
  'ALTER TABLE account ADD CHECK (activated_at IS NULL OR password_hash IS NOT NULL)',
];

const RELATIONS = [
  `CREATE TABLE incapacity (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    client_id uuid NOT NULL REFERENCES client,
    subject text NOT NULL CHECK (subject IN ('DOSSIER_ACCESS', 'CARE', 'FINANCES')),
    valid_from timestamptz NOT NULL,
    valid_until timestamptz CHECK (valid_until > valid_from),
    evidence text NOT NULL,
    recorded_by uuid
  )`,
  'CREATE INDEX incapacity_client ON incapacity (client_id)',
  // whoever was marked as acting for the client did so because the client could not decide
  `INSERT INTO incapacity (client_id, subject, valid_from, evidence)
    SELECT client_id, 'DOSSIER_ACCESS', min(valid_from), 'Overgenomen: vertegenwoordiger handelde voor de cliënt'
    FROM relation WHERE acts_for_client AND ended_at IS NULL GROUP BY client_id`,
  'ALTER TABLE relation DROP acts_for_client',
  `ALTER TABLE relation
    ADD verified_by uuid, ADD verified_at timestamptz, ADD permitted_at timestamptz,
    ADD extra_reason text, ADD extra_approved_by uuid, ADD ended_note text,
    ADD CHECK ((extra_reason IS NULL) = (extra_approved_by IS NULL)),
    ADD CHECK (permitted_at IS NULL OR role = 'CLIENT'),
    DROP CONSTRAINT relation_ended_reason_check, DROP CONSTRAINT relation_check4`,
  "UPDATE relation SET legal_basis = 'CHILD' WHERE legal_basis = 'FAMILY'",
  "UPDATE relation SET ended_reason = 'NO_LONGER_AUTHORISED' WHERE ended_reason = 'ENDED_BY_ORGANISATION'",
  `ALTER TABLE relation
    ADD CHECK (ended_reason IN ('WITHDRAWN_BY_HOLDER', 'WITHDRAWN_BY_CLIENT', 'WRITTEN_NOTICE', 'TERMS_BREACHED',
      'UNLAWFUL_USE', 'HANDED_OVER', 'NO_LONGER_AUTHORISED')),
    ADD CHECK (CASE role
      WHEN 'CLIENT' THEN legal_basis = 'SELF'
      WHEN 'CONTACT' THEN legal_basis = 'DESIGNATION'
      ELSE legal_basis IN ('CURATORSHIP', 'MENTORSHIP', 'WRITTEN_PROXY', 'PARTNER', 'PARENT', 'CHILD', 'SIBLING')
    END)`,
];

const LINKS = [
  `CREATE TABLE one_time_link (
    hash bytea PRIMARY KEY CHECK (length(hash) = 32),
    kind text NOT NULL CHECK (kind IN ('ACTIVATION', 'RECOVERY', 'EMAIL')),
    account_id uuid NOT NULL REFERENCES account,
    value text CHECK ((value IS NOT NULL) = (kind = 'EMAIL')),
    expires_at timestamptz NOT NULL,
    used_at timestamptz
  )`,
  'CREATE INDEX one_time_link_account ON one_time_link (account_id)',
  // a sign-in that begins with a link sets the password when its code is right, and not before
  `ALTER TABLE sign_in_challenge
    ADD link_hash bytea REFERENCES one_time_link, ADD new_password_hash text,
    ADD CHECK ((link_hash IS NULL) = (new_password_hash IS NULL))`,
  'ALTER TABLE session DROP CONSTRAINT session_ended_reason_check',
  `ALTER TABLE session ADD CHECK (ended_reason IN
    ('SIGNED_OUT', 'REFRESH_REUSED', 'ACCESS_ENDED', 'PASSWORD_CHANGED', 'COMPROMISED', 'LOCKED'))`,
];

const MESSAGES = [
  `CREATE TABLE message (
    id uuid PRIMARY KEY,
    channel text NOT NULL CHECK (channel IN ('MAIL', 'SMS')),
    template text NOT NULL,
    organisation text NOT NULL,
    account_id uuid,
    sealed bytea,
    created_at timestamptz NOT NULL,
    not_after timestamptz,
    next_try_at timestamptz NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    claimed_until timestamptz,
    sent_at timestamptz,
    given_up_at timestamptz,
    failure text,
    CHECK (sealed IS NOT NULL OR sent_at IS NOT NULL OR given_up_at IS NOT NULL)
  )`,
  'CREATE INDEX message_due ON message (next_try_at, id) WHERE sent_at IS NULL AND given_up_at IS NULL',
  'CREATE INDEX message_given_up ON message (organisation, given_up_at, id) WHERE given_up_at IS NOT NULL',
];

const GRANTS = ['GRANT SELECT, INSERT, UPDATE ON incapacity, one_time_link, message TO inzage_identity'];
