/** The made-up care plan of one client, in either version, of which a test says only what it is about. */
import type { FhirVersion, Resource } from '../../../../../subgraphs/dossier/data/fhir/fhir-source.js';

type More = Record<string, unknown>;

const OF_CLIENT = { subject: { reference: 'Patient/1' } };

export function carePlanOf(version: FhirVersion) {
  const isR4 = version === 'R4';

  const plan = (more: More = {}): Resource => ({
    resourceType: 'CarePlan',
    id: '4',
    status: 'active',
    intent: 'plan',
    title: 'Zorgplan 2026',
    ...OF_CLIENT,
    period: { start: '2026-01-01' },
    addresses: [{ reference: 'Condition/32' }, { reference: 'Condition/31' }],
    goal: [{ reference: 'Goal/g' }],
    ...more,
  });
  const problem = (id: string, text: string, more: More = {}): Resource => ({
    resourceType: 'Condition',
    id,
    ...OF_CLIENT,
    code: { text },
    ...more,
  });
  const goal = (more: More = {}): Resource => ({
    resourceType: 'Goal',
    id: 'g',
    ...OF_CLIENT,
    ...(isR4 ? { lifecycleStatus: 'active' } : { status: 'in-progress' }),
    description: { text: 'Zelf naar de huiskamer' },
    addresses: [{ reference: 'Condition/31' }],
    target: isR4 ? [{ dueDate: '2026-06-30' }] : { dueDate: '2026-06-30' },
    note: [{ text: 'Elke dag een stukje.' }, { text: 'Met rollator.' }],
    contained: [{ resourceType: 'Observation', id: 'o', status: 'final', valueQuantity: { value: 40, unit: '%' } }],
    outcomeReference: [{ reference: '#o' }],
    ...more,
  });
  const activity = (text: string, more: More = {}) => ({
    detail: {
      status: 'in-progress',
      code: { text },
      reasonReference: [{ reference: 'Condition/31' }],
      ...more,
    },
  });
  const procedure = (id: string, more: More = {}): Resource => ({
    resourceType: 'Procedure',
    id,
    status: 'in-progress',
    ...OF_CLIENT,
    basedOn: [{ reference: 'CarePlan/4' }],
    reasonReference: [{ reference: 'Condition/31' }],
    code: { text: `Handeling ${id}` },
    performer: [{ actor: { display: 'Team De Linde' } }],
    note: [{ text: 'Rustig aan.' }],
    extension: [
      {
        url: 'http://hl7.org/fhir/4.0/StructureDefinition/extension-ServiceRequest.occurrence',
        valueTiming: { code: { text: 'dagelijks' } },
      },
    ],
    ...more,
  });
  const agreement = (id: string, more: More = {}): Resource => {
    const data = [{ meaning: 'related', reference: { reference: 'CarePlan/4' } }];
    const comment = `http://nictiz.nl/fhir/StructureDefinition/${isR4 ? 'ext-Comment' : 'Comment'}`;
    const signed = 'http://hl7.org/fhir/4.0/StructureDefinition/extension-Consent.verification';
    return {
      resourceType: 'Consent',
      id,
      status: 'active',
      patient: { reference: 'Patient/1' },
      dateTime: '2026-01-05T23:30:00+01:00',
      extension: [
        { url: comment, valueString: `Afspraak ${id}` },
        ...(isR4 ? [] : [{ url: signed, extension: [{ url: 'verificationDate', valueDateTime: '2026-01-06' }] }]),
      ],
      ...(isR4
        ? {
            provision: { data },
            performer: [{ display: 'Anna' }],
            verification: [{ verified: true, verificationDate: '2026-01-06' }],
          }
        : { data, consentingParty: [{ display: 'Anna' }] }),
      ...more,
    };
  };

  return { plan, problem, goal, activity, procedure, agreement };
}
