/** What a test imports of `@jest/globals`. A module that many tests share imports it once, so each name leads to the file that runs. */
let current;

/** @param globals those of the file that is about to run. */
export function setGlobals(globals) {
  current = globals;
}

function live(name) {
  return new Proxy(() => undefined, {
    apply: (_, self, given) => Reflect.apply(current[name], self, given),
    get: (_, key) => current[name][key],
  });
}

export const afterAll = live('afterAll');
export const afterEach = live('afterEach');
export const beforeAll = live('beforeAll');
export const beforeEach = live('beforeEach');
export const describe = live('describe');
export const expect = live('expect');
export const it = live('it');
export const jest = live('jest');
export const test = live('test');
