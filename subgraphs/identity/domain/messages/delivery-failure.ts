/** Why a message could not be delivered: codes only, for what a server says can quote an address or number. */
export const DELIVERY_FAILURES = [
  'UNREACHABLE',
  'TIMED_OUT',
  'NOT_SECURE',
  'SIGN_IN_REFUSED',
  'REFUSED',
  'ADDRESS_REFUSED',
  'EXPIRED',
  'INTERRUPTED',
  'UNKNOWN',
] as const;
export type FailureReason = (typeof DELIVERY_FAILURES)[number];

export class DeliveryFailure extends Error {
  constructor(readonly reason: FailureReason) {
    super(reason);
  }

  static of(error: unknown): DeliveryFailure {
    return error instanceof DeliveryFailure ? error : new DeliveryFailure('UNKNOWN');
  }
}

/** Another try would end the same way. */
export function isFinal(reason: FailureReason): boolean {
  return reason === 'ADDRESS_REFUSED' || reason === 'EXPIRED' || reason === 'INTERRUPTED';
}
