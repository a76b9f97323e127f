export interface TextMessage {
  /** E.164. */
  to: string;
  text: string;
  /** Who the message says it is from. */
  sender: string;
}

/** Hands a text message over; rejects, best with a DeliveryFailure, when it could not be, within five seconds. */
export interface SmsSender {
  send(message: TextMessage): Promise<void>;
}
