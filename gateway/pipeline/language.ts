import { LANGUAGES, type Language } from '../../schema/caller.js';
import { readOnce } from './read-once.js';

/** The language of the texts, from Accept-Language (RFC 9110, 12.5.4); Dutch unless English is liked better. */
export function languageOf(accepted = ''): Language {
  return likedBest(accepted);
}

const likedBest = readOnce((accepted) => {
  const ranges = accepted.split(',').map((range) => {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const quality = parameters.map((parameter) => /^\s*q=([0-9.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
    return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
  });
  const liking = (language: Language): number =>
    Math.max(0, ...ranges.filter((range) => range.language === language).map((range) => range.quality));
  return LANGUAGES.reduce((best, language) => (liking(language) > liking(best) ? language : best));
});
