export interface TextMessage {
  /** E.164. */
  to: string;
  text: string;
  /** Who the message says it is from. */
  sender: string;
}

/** Sends a text message; rejects when it could not be handed over. */
export interface SmsSender {
  send(message: TextMessage): Promise<void>;
}
