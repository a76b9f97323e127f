/** Ids, codes and counts: all that a record holds beside the sentence in which staff says why. */
import type { AuditEvent } from '../audit-event.js';
import { KINDS_OF_EVENT } from './event-kinds.js';
import { FORMS, type SearchForm } from './search-criteria.js';

/** In the place of what is no id and no code, whatever it was: it may be a name, a number, or what somebody typed. */
export const UNNAMED = 'UNNAMED';

/** The record with nothing in it that somebody could have typed: no text, and no criterion that its kind does not have. */
export function namesOnly(event: AuditEvent): AuditEvent {
  const { search: form } = KINDS_OF_EVENT[event.kind];
  return {
    ...event,
    categories: event.categories.map((category) => (isCode(category) ? category : UNNAMED)),
    object: event.object === null || isObject(event.object) ? event.object : UNNAMED,
    search: event.search === null ? null : criteriaOf(event.search, form),
  };
}

function criteriaOf(search: NonNullable<AuditEvent['search']>, form: SearchForm | null): AuditEvent['search'] {
  const named = Object.entries(search).map(([name, value]) => {
    const known = form !== null && Object.hasOwn(form, name) ? form[name] : undefined;
    return [name, known !== undefined && FORMS[known](value) ? value : UNNAMED] as const;
  });
  return Object.fromEntries(named);
}

function isCode(category: string): boolean {
  return [FORMS.word, FORMS.id, FORMS.name].some((fits) => fits(category));
}

/** `Type/<id>`: which thing exactly. */
function isObject(object: string): boolean {
  const [type = '', id = '', ...others] = object.split('/');
  return /^[A-Z][A-Za-z]*$/.test(type) && FORMS.id(id) && others.length === 0;
}
