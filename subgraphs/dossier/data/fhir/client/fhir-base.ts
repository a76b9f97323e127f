/** The addresses of a FHIR server: all of them below its base, also those that it gives us itself. */
import type { SearchParameters } from '../fhir-source.js';
import { FhirFault } from './fhir-fault.js';

export class FhirBase {
  private readonly origin: string;
  private readonly path: string;

  constructor(baseUrl: string) {
    const { origin, pathname } = new URL(baseUrl);
    this.origin = origin;
    this.path = pathname.replace(/\/+$/, '');
  }

  /** Without a slash at the end. */
  get address(): string {
    return `${this.origin}${this.path}`;
  }

  resource(type: string, id?: string): string {
    const path = id === undefined ? type : `${type}/${encodeURIComponent(id)}`;
    return `${this.address}/${path}`;
  }

  search(type: string, parameters: SearchParameters, pageSize: number): string {
    const query = new URLSearchParams();
    for (const [name, value] of parameters) query.append(name, value);
    if (!query.has('_count')) query.set('_count', String(pageSize));
    return `${this.resource(type)}?${query.toString()}`;
  }

  /**
   * A `next` link, which may be relative. Elsewhere our token would be somebody else's.
   * @throws FhirFault FHIR_NEXT_ASTRAY when it leads away from the base.
   */
  next(link: string, from: string): string {
    const url = URL.canParse(link, from) ? new URL(link, from) : null;
    const isBelow = url !== null && (url.pathname === this.path || url.pathname.startsWith(`${this.path}/`));
    if (url?.origin !== this.origin || !isBelow || `${url.username}${url.password}` !== '') {
      throw new FhirFault('FHIR_NEXT_ASTRAY');
    }
    url.hash = '';
    return url.href;
  }
}
