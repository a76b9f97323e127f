import { describe, expect, it } from '@jest/globals';
import { rulesNamedIn, rulesPage } from '../../../scripts/rules/rules-page.js';
import { titlesIn } from '../../../scripts/rules/test-titles.js';

describe('the rules that a title names', () => {
  it.each([
    ['access ends at once', []],
    ['is asked once ' + '(V31)', ['V31']],
    ['ends with its reason ' + '(V36, V37, R4)', ['V36', 'V37', 'R4']],
    ['holds for all ' + '(V34–V36)', ['V34', 'V35', 'V36']],
    ['reads FHIR R4 and STU3', []],
  ])('in "%s" are %j', (title, rules) => {
    expect(rulesNamedIn(title)).toEqual(rules);
  });
});

describe('titles', () => {
  it('are found in tests, in groups and in tables of tests, and not where a test is skipped', () => {
    const source = `describe('a', () => { it('b', f); it.each([1])('c %s', f); it.skip('d', f); other('e'); });`;
    expect(titlesIn(source)).toEqual(['a', 'b', 'c %s']);
  });
});

describe('the page of rules', () => {
  const rules = { V3: 'announced', R9: 'agreed' };
  const tests = [
    { file: 'test/x.test.ts', title: 'is announced ' + '(V3)' },
    { file: 'test/journeys/y.test.ts', title: 'is told [early] ' + '(V3)' },
    { file: 'test/x.test.ts', title: 'needs approval ' + '(R9)' },
  ];

  it('names of each rule the tests that show it, stories first', () => {
    const page = rulesPage(rules, tests);
    expect(page).toContain(
      '| V3 | announced | [is told \\[early\\] (V3)](../test/journeys/y.test.ts)<br>[is announced (V3)](../test/x.test.ts) |',
    );
  });

  it('is not printed while a rule has no test, or a test names what is no rule', () => {
    expect(() => rulesPage({ ...rules, R10: 'signed' }, tests)).toThrow('R10 is shown by no test');
    expect(() => rulesPage({ V3: 'announced' }, tests)).toThrow('names R9, which is no rule');
  });
});
