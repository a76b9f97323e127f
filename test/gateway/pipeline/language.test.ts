import { describe, expect, it } from '@jest/globals';
import { languageOf } from '../../../gateway/pipeline/language.js';

describe('the language of the texts', () => {
  it.each([
    [undefined, 'nl'],
    ['', 'nl'],
    ['de-DE', 'nl'],
    ['en', 'en'],
    ['en-GB,en;q=0.9', 'en'],
    ['nl-NL,nl;q=0.9,en;q=0.8', 'nl'],
    ['en;q=0.8,nl;q=0.9', 'nl'],
    ['fr, en;q=0.5', 'en'],
    ['en;q=0', 'nl'],
    ['*', 'nl'],
    ['en;q=x', 'en'],
  ])('of "%s" is %s', (accepted, language) => {
    expect(languageOf(accepted)).toBe(language);
  });
});
