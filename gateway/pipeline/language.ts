import { LANGUAGES, type Language } from '../../schema/caller.js';

const MOST_KNOWN = 100;
const known = new Map<string, Language>();

/**
 * The language of the texts, from Accept-Language (RFC 9110, 12.5.4); Dutch unless English is liked better. Browsers send
 * the same few headers, so each is read once.
 */
export function languageOf(accepted: string | undefined): Language {
  if (accepted === undefined) return 'nl';
  const found = known.get(accepted);
  if (found !== undefined) return found;
  const language = read(accepted);
  if (known.size < MOST_KNOWN) known.set(accepted, language);
  return language;
}

function read(accepted: string): Language {
  const ranges = accepted.split(',').map((range) => {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const quality = parameters.map((parameter) => /^\s*q=([0-9.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
    return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
  });
  const liking = (language: Language): number =>
    Math.max(0, ...ranges.filter((range) => range.language === language).map((range) => range.quality));
  return LANGUAGES.reduce((best, language) => (liking(language) > liking(best) ? language : best));
}
