/** The steps of an export of the log, asked of audit one after the other on behalf of who asked for it. */
import { CALLS } from '../../../schema/calls.js';
import type { Caller } from '../../../schema/caller.js';
import type { ErrorCode } from '../../../schema/error-codes.js';
import type { LogExportOpening, LogExportPage, LogExportRequest, LogExportStep } from '../../../schema/log-export.js';
import { Refused } from '../../refused.js';
import type { SubgraphCalls } from '../../subgraph-calls.js';

const STATUS: Partial<Record<ErrorCode, number>> = { BAD_INPUT: 400, ACCESS_REFUSED: 403, AUDIT_UNAVAILABLE: 503 };

export class ExportSteps {
  constructor(
    private readonly calls: SubgraphCalls,
    /** Of one step; the whole may take as long as it takes. */
    private readonly limitMs: number,
  ) {}

  begin(request: LogExportRequest, caller: Caller, signal: AbortSignal): Promise<LogExportOpening> {
    return this.ask({ begin: request }, caller, signal) as Promise<LogExportOpening>;
  }

  next(next: string, caller: Caller, signal: AbortSignal): Promise<LogExportPage> {
    return this.ask({ next }, caller, signal) as Promise<LogExportPage>;
  }

  async breakOff(next: string, caller: Caller): Promise<void> {
    await this.ask({ brokenOff: next }, caller);
  }

  /** @throws Refused BAD_INPUT, ACCESS_REFUSED, AUDIT_UNAVAILABLE, UNAVAILABLE. */
  private async ask(step: LogExportStep, caller: Caller, signal?: AbortSignal): Promise<unknown> {
    const call = { audience: 'audit', path: CALLS.exportLog, body: JSON.stringify(step), caller, signal } as const;
    const { status, body } = await this.send(call);
    if (status === 200) return JSON.parse(body) as unknown;
    const { code, fields } = JSON.parse(body) as { code?: unknown; fields?: string[] };
    const known = (Object.keys(STATUS) as ErrorCode[]).find((one) => one === code) ?? 'AUDIT_UNAVAILABLE';
    throw new Refused(known, { status: STATUS[known], ...(fields !== undefined && { details: { fields } }) });
  }

  /** Without audit there is no log, and no record that it was read. @throws Refused AUDIT_UNAVAILABLE. */
  private async send(call: Omit<Parameters<SubgraphCalls['send']>[0], 'limitMs'>): ReturnType<SubgraphCalls['send']> {
    try {
      return await this.calls.send({ ...call, limitMs: this.limitMs });
    } catch (error) {
      throw new Refused('AUDIT_UNAVAILABLE', { status: 503, cause: error });
    }
  }
}
