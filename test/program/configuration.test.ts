import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  callKeys,
  jwks,
  postgresAddress,
  programVariables,
  readConfiguration,
  StartUpError,
} from '../../program/configuration.js';

const variables = z.object({
  ...programVariables,
  DATABASE_URL: postgresAddress,
  CALL_KEY: jwks,
  CALL_KEYS: callKeys,
});

const GOOD = {
  PORT: '4001',
  DATABASE_URL: 'postgres://inzage_audit:geheim@db/audit',
  REDIS_URL: 'rediss://redis:6379',
  CALL_KEY: '{"kty":"OKP","crv":"Ed25519","x":"x","kid":"audit-1"}',
  CALL_KEYS: '{"identity":[{"kty":"OKP","crv":"Ed25519","x":"x"}]}',
};

function faultsOf(environment: Record<string, string | undefined>): string[] {
  try {
    readConfiguration(variables, environment);
  } catch (error) {
    if (error instanceof StartUpError) return error.faults;
    throw error;
  }
  return [];
}

describe('the configuration of a program', () => {
  it('is read from the environment, with defaults where they do no harm', () => {
    expect(readConfiguration(variables, { ...GOOD, SOMETHING_ELSE: 'x' })).toEqual({
      HOST: '127.0.0.1',
      PORT: 4001,
      LOG_LEVEL: 'info',
      DATABASE_URL: GOOD.DATABASE_URL,
      REDIS_URL: GOOD.REDIS_URL,
      CALL_KEY: [{ kty: 'OKP', crv: 'Ed25519', x: 'x', kid: 'audit-1' }],
      CALL_KEYS: { identity: [{ kty: 'OKP', crv: 'Ed25519', x: 'x' }] },
    });
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(readConfiguration(variables, GOOD))).toBe(true);
  });

  it('names everything that is missing at once', () => {
    const faults = faultsOf({});
    expect(faults.sort()).toEqual(
      Object.keys(GOOD)
        .map((name) => `${name}: is missing`)
        .sort(),
    );
  });

  it('takes an empty variable for a missing one', () => {
    expect(faultsOf({ ...GOOD, PORT: '' })).toHaveLength(1);
    expect(readConfiguration(variables, { ...GOOD, LOG_LEVEL: '' }).LOG_LEVEL).toBe('info');
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['LOG_LEVEL', 'loud'],
    ['DATABASE_URL', 'mysql://geheim@db/audit'],
    ['REDIS_URL', 'geheim'],
    ['CALL_KEY', 'geheim'],
    ['CALL_KEY', '[]'],
    ['CALL_KEY', '{"k":"geheim"}'],
    ['CALL_KEYS', '{"geheim":[]}'],
    ['CALL_KEYS', '{"identity":[]}'],
    ['CALL_KEYS', '{"identity":"geheim"}'],
  ])('names a faulty %s and never its value: %s', (name, value) => {
    const faults = faultsOf({ ...GOOD, [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name}`));
    expect(faults[0]).not.toContain('70000');
  });

  it('keeps secrets out of what it says', () => {
    const faults = faultsOf({ ...GOOD, DATABASE_URL: 'mysql://geheim@db/audit', CALL_KEY: '{"k":"geheim"}' });
    expect(faults.join()).not.toContain('geheim');
  });
});
