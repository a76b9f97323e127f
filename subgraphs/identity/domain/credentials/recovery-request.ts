export interface RecoveryRequest {
  email: string;
  askedAt: Date;
}

/** Recoveries that were asked for and have not been seen to: of known and unknown addresses. */
export interface RecoveryRequests {
  put(email: string, now: Date): Promise<void>;
  /** Takes the oldest out, for the step in which it is seen to; nobody else gets it meanwhile. */
  takeOldest(): Promise<RecoveryRequest | null>;
}
