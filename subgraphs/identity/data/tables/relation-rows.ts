/** Relations as they are read: by every sign-in and every session that is looked up, so in one short statement. */
import type { EntityManager } from 'typeorm';
import type { IncapacityFinding } from '../../domain/relations/incapacity.js';
import type { Relation, RelationClient } from '../../domain/relations/relation.js';

const SELECT = `
  SELECT relation.id, role, legal_basis AS "legalBasis", evidence, related_person AS "relatedPerson", sections,
    valid_from AS "validFrom", valid_until AS "validUntil", relation.ended_at AS "endedAt",
    relation.ended_reason AS "endedReason", permitted_at AS "permittedAt", held_at AS "heldAt",
    extra_reason AS "extraReason", bsn_confirmed_at AS "bsnConfirmedAt", version,
    json_build_object('id', client.id, 'organisation', organisation, 'ecdClientId', ecd_client_id,
      'departedOn', departed_on, 'diedOn', died_on) AS client,
    (SELECT json_agg(json_build_object('id', found.id, 'client', found.client_id, 'subject', subject,
        'validFrom', found.valid_from, 'validUntil', found.valid_until, 'evidence', found.evidence))
      FROM incapacity found WHERE found.client_id = client.id) AS incapacities,
    account_id AS account, name_text AS text, given_name AS given, family_name AS family,
    ARRAY(SELECT accepted.version FROM terms_acceptance accepted
      WHERE accepted.account_id = account.id AND accepted.organisation = client.organisation) AS "acceptedTerms"
  FROM relation JOIN client ON client.id = relation.client_id JOIN account ON account.id = relation.account_id`;

/** Times in JSON are text. */
type FindingAsJson = Omit<IncapacityFinding, 'validFrom' | 'validUntil'> & {
  validFrom: string;
  validUntil: string | null;
};

interface Row extends Omit<Relation, 'client' | 'holder'> {
  client: Omit<RelationClient, 'incapacities'>;
  incapacities: FindingAsJson[] | null;
  account: string;
  text: string;
  given: string | null;
  family: string | null;
  acceptedTerms: string[];
}

/** @param condition of SQL, about $1. */
export async function readRelations(
  database: EntityManager,
  condition: string,
  parameter: string | readonly string[],
): Promise<Relation[]> {
  const statement = `${SELECT} WHERE ${condition} ORDER BY valid_from, relation.id`;
  return (await database.query<Row[]>(statement, [parameter])).map(toRelation);
}

function toRelation({ client, incapacities, account, text, given, family, acceptedTerms, ...relation }: Row): Relation {
  return {
    ...relation,
    client: { ...client, incapacities: (incapacities ?? []).map(toFinding) },
    holder: { account, name: { text, given, family }, acceptedTerms },
  };
}

function toFinding({ validFrom, validUntil, ...finding }: FindingAsJson): IncapacityFinding {
  return {
    ...finding,
    validFrom: new Date(validFrom),
    validUntil: validUntil === null ? null : new Date(validUntil),
  };
}
