import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Registrations: from the request, or the signed form, until the account is in use. */
export class Registrations1764120000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [REGISTRATION, ...INDICES, GRANT]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE registration');
  }
}

const REGISTRATION = `CREATE TABLE registration (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organisation text NOT NULL,
  status text NOT NULL CHECK (status IN ('REQUESTED', 'AWAITING_APPROVAL', 'VERIFIED', 'ACTIVE', 'REFUSED')),
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  role text NOT NULL CHECK (role IN ('CLIENT', 'REPRESENTATIVE', 'CONTACT')),
  legal_basis text NOT NULL,
  given_name text,
  family_name text,
  email text CHECK (email = lower(email)),
  mobile_number text CHECK (mobile_number ~ '^[+]316[0-9]{8}$'),
  language text CHECK (language IN ('nl', 'en')),
  client_name text,
  client_id uuid REFERENCES client,
  designated_by uuid REFERENCES relation ON DELETE SET NULL,
  sections text[] NOT NULL DEFAULT '{}' CHECK (role = 'CONTACT' OR sections = '{}'),
  evidence text,
  related_person text,
  valid_until timestamptz,
  replaces uuid,
  verified_by uuid,
  verified_at timestamptz,
  form_signer text,
  form_signed_on date,
  form_terms_version text,
  form_evidence text,
  extra_reason text,
  extra_until timestamptz,
  extra_approved_by uuid,
  refusal_reason text,
  account_id uuid REFERENCES account ON DELETE CASCADE,
  relation_id uuid REFERENCES relation ON DELETE CASCADE,
  -- V28: data of the person are here until it is decided, and then with the account or nowhere
  CHECK (num_nulls(given_name, family_name, email, mobile_number, language) =
    CASE WHEN status IN ('REQUESTED', 'AWAITING_APPROVAL') THEN 0 ELSE 5 END),
  CHECK (client_name IS NULL OR status IN ('REQUESTED', 'AWAITING_APPROVAL')),
  -- R7: no access that nobody verified
  CHECK (status IN ('REQUESTED', 'REFUSED') OR
    num_nulls(client_id, evidence, verified_by, verified_at) = 0),
  CHECK ((status IN ('VERIFIED', 'ACTIVE')) = (relation_id IS NOT NULL) AND (relation_id IS NULL) = (account_id IS NULL)),
  CHECK ((status = 'REFUSED') = (refusal_reason IS NOT NULL)),
  CHECK (num_nulls(form_signer, form_signed_on, form_terms_version, form_evidence) IN (0, 4)),
  -- R9: nobody approves what they asked for
  CHECK (extra_approved_by IS NULL OR (extra_reason IS NOT NULL AND extra_approved_by <> verified_by))
)`;

const INDICES = [
  'CREATE INDEX registration_list ON registration (organisation, created_at DESC, id DESC)',
  'CREATE INDEX registration_list_by_status ON registration (organisation, status, created_at DESC, id DESC)',
  'CREATE INDEX registration_account ON registration (account_id) WHERE account_id IS NOT NULL',
  'CREATE INDEX registration_relation ON registration (relation_id) WHERE relation_id IS NOT NULL',
  'CREATE INDEX registration_designation ON registration (designated_by) WHERE designated_by IS NOT NULL',
];

const GRANT = 'GRANT SELECT, INSERT, UPDATE ON registration TO inzage_identity';
