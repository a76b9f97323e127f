/** The client as these tests open it: on a clock of its own, where waiting takes no time and is written down. */
import {
  openFhirSource,
  type OpenFhirSource,
} from '../../../../../../subgraphs/dossier/data/fhir/client/open-fhir-source.js';
import type { FhirAddress } from '../../../../../../subgraphs/dossier/data/fhir/client/fhir-options.js';
import type { SearchPage, SearchParameters } from '../../../../../../subgraphs/dossier/data/fhir/fhir-source.js';

export const NEVER = new AbortController().signal;

export class FhirReader {
  now = Date.parse('2026-03-10T12:00:00Z');
  readonly waited: number[] = [];
  readonly told: string[] = [];
  private constructor(private opened: OpenFhirSource | null) {}

  static async open(address: Partial<FhirAddress> & { url: string }): Promise<FhirReader> {
    const reader = new FhirReader(null);
    reader.opened = await openFhirSource({
      version: 'R4',
      timeLimitMs: 5_000,
      random: () => 0.5,
      clock: () => reader.now,
      sleep: (ms) => {
        reader.waited.push(ms);
        reader.now += ms;
        return Promise.resolve();
      },
      told: {
        retried: ({ code }) => reader.told.push(`retried after ${code}`),
        opened: ({ code }) => reader.told.push(`opened after ${code}`),
        closed: () => reader.told.push('closed'),
      },
      ...address,
    });
    return reader;
  }

  get source() {
    return this.open.source;
  }

  get capabilities() {
    return this.open.capabilities;
  }

  close(): Promise<void> {
    return this.open.close();
  }

  async pages(parameters: SearchParameters = [['patient', '1']], signal = NEVER): Promise<SearchPage[]> {
    const pages: SearchPage[] = [];
    for await (const page of this.source.search('Observation', parameters, signal)) pages.push(page);
    return pages;
  }

  /** The ids of all that was found. */
  async ids(parameters?: SearchParameters, signal?: AbortSignal): Promise<string[]> {
    return (await this.pages(parameters, signal)).flatMap(({ matches }) => matches.map(({ id }) => id));
  }

  private get open(): OpenFhirSource {
    if (this.opened === null) throw new Error('it has not been opened');
    return this.opened;
  }
}
