import { Seal } from '../../sealing.js';
import { DomainError } from '../../domain-error.js';
import type { ExportSeal, RunningExport } from '../domain/export/running-export.js';

const ROW = 'running export';

export class SealedExports implements ExportSeal {
  private readonly seal: Seal;

  constructor(key: Buffer) {
    this.seal = new Seal(key, 'audit export');
  }

  close(running: RunningExport): string {
    return this.seal.close(ROW, JSON.stringify(running)).toString('base64');
  }

  open(sealed: string): RunningExport {
    try {
      return JSON.parse(this.seal.open(ROW, Buffer.from(sealed, 'base64'))) as RunningExport;
    } catch (error) {
      throw new DomainError('BAD_INPUT', {}, { cause: error });
    }
  }
}
