/** One organisation's server in one version of FHIR: from a request to what it is answered with. */
import { capabilityStatement } from './capability-statement.js';
import { FhirFault } from './fhir-fault.js';
import type { PatientRepository } from './patient-repository.js';
import type { FhirVersion } from './resource.js';
import type { SearchOffers } from './search-parameters.js';
import { placeOf, searchPage, type Place } from './search-page.js';

export interface ServedBaseParts {
  version: FhirVersion;
  /** Its address. */
  base: () => string;
  offers: SearchOffers;
  repository: PatientRepository;
  /** Where a client gets its access token; null when none is asked for. */
  tokenUrl: () => string | null;
}

export class ServedBase {
  constructor(private readonly parts: ServedBaseParts) {}

  metadata(): object {
    const { version, base, offers, tokenUrl } = this.parts;
    return capabilityStatement(version, base(), offers, tokenUrl());
  }

  async read(type: string, id: string): Promise<object> {
    this.offerOf(type);
    const { repository } = this.parts;
    const patient = await repository.patientOf(type, id);
    const resource = patient === null ? null : await repository.read(patient, type, id);
    if (resource === null) throw new FhirFault(404, 'not-found', `There is no ${type}/${id}`);
    return resource;
  }

  async search(type: string, query: URLSearchParams): Promise<object> {
    return this.page({ type, query: query.toString(), offset: 0 });
  }

  /** @param link what one of our `next` links holds. */
  async follow(link: string): Promise<object> {
    const place = placeOf(link);
    if (place === null) throw new FhirFault(410, 'not-found', 'There is no such page');
    return this.page(place);
  }

  private async page(place: Place): Promise<object> {
    const { repository, base } = this.parts;
    return searchPage(repository, this.offerOf(place.type), place, base());
  }

  private offerOf(type: string) {
    const offer = this.parts.offers.get(type);
    if (offer === undefined) throw new FhirFault(404, 'not-supported', `This server has no ${type}`);
    return offer;
  }
}
