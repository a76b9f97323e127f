/** What was found of an ECD, as lines for whoever keeps it. */
import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import type { EcdFindings, Part, PartFindings, Sample } from './ecd-findings.js';

/** Every section that the organisation offers can be served, and nothing has to be mended first. */
export function canBeServed({ faults, parts }: EcdFindings, policy: OrganisationPolicy): boolean {
  return faults.length === 0 && parts.every((part) => !isOffered(part.part, policy) || part.canBeServed);
}

export function inWords(findings: EcdFindings, policy: OrganisationPolicy): string {
  const { software, faults, parts, sampled } = findings;
  return [
    `The ECD of ${policy.id}, read by ${policy.ecd.adapter}${software === null ? '' : `: ${software}`}`,
    ...parts.flatMap((part) => ['', ...partInWords(part, isOffered(part.part, policy))]),
    ...(faults.length === 0 ? [] : ['', 'Nothing is served before this is mended:', ...faults.map(item)]),
    ...(sampled ? [] : ['', 'What would be withheld is not known: name a client of the ECD with --client.']),
    '',
    canBeServed(findings, policy)
      ? 'All that the organisation offers can be served.'
      : 'Not all that the organisation offers can be served.',
  ].join('\n');
}

function isOffered(part: Part, { sections }: OrganisationPolicy): boolean {
  return part === 'EVERY_DOSSIER' || sections.offered.includes(part);
}

function partInWords({ part, canBeServed: served, lacks, samples }: PartFindings, offered: boolean): string[] {
  const state = served ? 'can be served' : 'cannot be served';
  const name = part === 'EVERY_DOSSIER' ? 'what every dossier needs' : part;
  return [
    `${name}: ${offered ? state : `not offered by the organisation; it ${state}`}`,
    ...lacks.map(item),
    ...samples.map(sampleInWords),
  ];
}

function sampleInWords({ of, served, withheld }: Sample): string {
  const reasons = Object.entries(withheld).map(([reason, count]) => `${reason} ${count}`);
  const counts = [
    ...(served === null ? [] : [`${served} served`]),
    ...(reasons.length === 0 ? [] : [`not served: ${reasons.join(', ')}`]),
  ];
  return `    ${of}: ${counts.join('; ')}`;
}

function item(line: string): string {
  return `  - ${line}`;
}
