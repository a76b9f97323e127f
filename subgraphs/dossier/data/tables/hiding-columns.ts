/** How it is kept that staff has hidden something, and why (R27). */
import { Column } from 'typeorm';
import type { Hiding, Written } from '../../domain/written.js';
import type { ClientSeal } from './client-seal.js';

export abstract class HidingColumns {
  @Column('timestamptz', { name: 'hidden_at', nullable: true })
  hiddenAt: Date | null;

  @Column('uuid', { name: 'hidden_by', nullable: true })
  hiddenBy: string | null;

  @Column('bytea', { name: 'hidden_reason_sealed', nullable: true })
  hiddenReasonSealed: Buffer | null;
}

export const SHOWN: HidingColumns = { hiddenAt: null, hiddenBy: null, hiddenReasonSealed: null };

export function columnsOf({ reason, by, at }: Hiding, id: string, seal: ClientSeal): HidingColumns {
  return { hiddenAt: at, hiddenBy: by, hiddenReasonSealed: seal.close(reasonRow(id), { reason }) };
}

export function hiddenOf(row: HidingColumns & { id: string }, seal: ClientSeal): Written['hidden'] {
  if (row.hiddenReasonSealed === null) return null;
  return seal.open(reasonRow(row.id), row.hiddenReasonSealed) as { reason: string };
}

function reasonRow(id: string): string {
  return `${id} hidden`;
}
