/** What verifying found, for whoever runs it. */
import type { Finding } from './finding.js';
import type { ExportVerification } from './verify-export.js';
import type { Verification } from './verify-log.js';

/** @param most how many findings are named. */
export function logInWords(verification: Verification, most: number): string {
  const { records, perOrganisation, noLongerKept, signed, unsigned, places } = verification;
  const organisations = perOrganisation.map(({ organisation, records: some }) => `${organisation ?? 'none'} ${some}`);
  const witnesses = Object.entries(signed?.witnesses ?? {}).map(([name, count]) => `${name} ${count}`);
  return lines([
    ...verdict(verification.findings, verification.more, most),
    `Records: ${records}${organisations.length === 0 ? '' : ` (${organisations.join(', ')})`}`,
    noLongerKept > 0 && `No longer kept, after their retention: ${noLongerKept}`,
    signed === null
      ? 'Signed: nothing'
      : `Signed: ${signed.size} records, by ${signed.checkpoints} checkpoints from ${signed.firstAt} to ${signed.lastAt}; root ${signed.root}`,
    `Not signed yet: ${unsigned}`,
    witnesses.length > 0 && `Cosigned: ${witnesses.join(', ')}`,
    places.length === 0
      ? 'Compared with nothing outside the database: whoever can sign could have changed all of it'
      : `Compared with: ${places.join(', ')}`,
  ]);
}

export function exportInWords(verification: ExportVerification, most: number): string {
  const { records, organisation, last, signedParts, unsigned } = verification;
  return lines([
    ...verdict(verification.findings, 0, most),
    `Records: ${records} of ${organisation ?? 'no organisation'}, up to ${last}; parts that are signed for: ${signedParts}`,
    unsigned > 0 && `In parts that broke off, and signed for by no last line: ${unsigned}`,
  ]);
}

function verdict(findings: readonly Finding[], more: number, most: number): string[] {
  if (findings.length === 0) return ['Nothing was changed, removed, reordered or cut off.'];
  const named = findings.slice(0, most).map((finding, index) => `${index === 0 ? 'First: ' : ''}${inWords(finding)}`);
  const others = findings.length + more - named.length;
  return [...named, ...(others > 0 ? [`And ${others} more; see --all.`] : [])];
}

function inWords({ what, id, at, says }: Finding): string {
  const record = [id !== null && `id ${id}`, at !== null && `of ${at}`].filter((part) => part !== false);
  return `${what}: ${says}${record.length === 0 ? '' : `; what stands there: ${record.join(' ')}`}`;
}

function lines(all: readonly (string | false)[]): string {
  return all
    .filter((line) => line !== false)
    .map((line) => `${line}\n`)
    .join('');
}
