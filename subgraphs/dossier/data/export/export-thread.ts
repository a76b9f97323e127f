/** Runs in a thread of its own: writes one file, hands it over, and is done. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ExportFormat } from '../../domain/export/dossier-export.js';
import type { ExportedDossier } from '../../domain/export/exported-dossier.js';
import { writeFhirBundle } from './fhir-bundle/fhir-bundle.js';
import { writePdf } from './pdf/pdf.js';

export interface ThreadWork {
  format: ExportFormat;
  dossier: ExportedDossier;
}

const WRITERS: Readonly<Record<ExportFormat, (dossier: ExportedDossier) => Promise<Buffer>>> = {
  FHIR_BUNDLE: writeFhirBundle,
  PDF: writePdf,
};

const { format, dossier } = workerData as ThreadWork;
// a copy, for its memory goes with it, and that of a small Buffer is shared with others
const file = new Uint8Array(await WRITERS[format](dossier));
parentPort?.postMessage(file, [file.buffer]);
