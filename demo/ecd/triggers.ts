/** Whoever changes a row of the record changes when it was changed, unless that is what the statement itself says. */

export const TABLES_OF_THE_RECORD = [
  'zorgplannen',
  'zorgplan_regels',
  'doelen',
  'interventies',
  'zorgafspraken',
  'rapportages',
  'rapportage_regels',
  'agenda_afspraken',
  'persoonsbeeld',
  'levensverhaal_antwoorden',
  'leefplezier_activiteiten',
];

export const TRIGGERS = `
CREATE FUNCTION zorgdossier.zet_gewijzigd_op() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.gewijzigd_op := now();
  RETURN NEW;
END
$$;
${TABLES_OF_THE_RECORD.map(
  (table) => `CREATE TRIGGER gewijzigd BEFORE UPDATE ON zorgdossier.${table} FOR EACH ROW
  WHEN (NEW.gewijzigd_op = OLD.gewijzigd_op) EXECUTE FUNCTION zorgdossier.zet_gewijzigd_op();`,
).join('\n')}
`;
