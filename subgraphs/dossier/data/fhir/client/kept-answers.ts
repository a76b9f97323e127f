/** Answers that the server itself tells us still hold (RFC 9110 §13.1.2): asked each time, sent only when they changed. */
export interface KeptAnswers {
  find: (url: string) => Promise<KeptAnswer | null>;
  keep: (url: string, answer: KeptAnswer) => Promise<void>;
}

export interface KeptAnswer {
  etag: string;
  /** As it was received. */
  body: string;
}
