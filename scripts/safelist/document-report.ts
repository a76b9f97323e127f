import type { Limits } from '../../gateway/limits.js';
import type { JudgedDocument, JudgedOperation } from '../../gateway/safelist/judged-document.js';

/** A few lines a document: what it costs, who gets it whole, and what the others miss. */
export function documentReport(id: string, { faults, operations }: JudgedDocument, limits: Limits): string {
  if (faults.length > 0) return [`${id}: does not fit the schema`, ...faults.map((fault) => `  ${fault}`)].join('\n');
  return operations.flatMap((operation) => operationLines(id, operation, limits)).join('\n');
}

function operationLines(id: string, { name, type, size, over, closed }: JudgedOperation, limits: Limits): string[] {
  const refused = over === undefined ? '' : `, REFUSED for its ${over}`;
  const partly = [...closed].filter(([, fields]) => fields.length > 0);
  const whole = [...closed].flatMap(([column, fields]) => (fields.length === 0 ? [column] : []));
  return [
    `${id}: ${type} ${name}, cost ${size.cost} of ${limits.cost}, depth ${size.depth} of ${limits.depth}${refused}`,
    `  whole to: ${whole.length === 0 ? 'nobody' : whole.join(', ')}`,
    ...partly.map(([column, fields]) => `  ${column} without ${fields.join(', ')}`),
  ];
}
