import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { DeliveryFailure, type FailureReason } from '../domain/messages/delivery-failure.js';
import type { SmsSender } from '../domain/messages/sms-sender.js';

export interface SnsOptions {
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Another address than the region's own. */
  endpoint?: string | undefined;
}

/** With two attempts still within the five seconds that the gateway waits for a subgraph. */
const REQUEST_LIMIT_MS = 2_000;
const CONNECT_LIMIT_MS = 1_000;
const MOST_ATTEMPTS = 2;

/** Text messages by Amazon SNS, as transactional ones: a code that comes late is of no use. */
export function createSnsSmsSender({ region, endpoint, accessKeyId, secretAccessKey }: SnsOptions): SmsSender {
  const client = new SNSClient({
    region,
    ...(endpoint !== undefined && { endpoint }),
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: MOST_ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECT_LIMIT_MS,
      requestTimeout: REQUEST_LIMIT_MS,
      throwOnRequestTimeout: true,
    },
  });
  return {
    async send({ to, text, sender }) {
      const message = new PublishCommand({
        PhoneNumber: to,
        Message: text,
        MessageAttributes: {
          'AWS.SNS.SMS.SenderID': { DataType: 'String', StringValue: sender },
          'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
        },
      });
      await client.send(message).catch((error: unknown) => {
        throw new DeliveryFailure(reasonOf(error as SnsError));
      });
    },
  };
}

interface SnsError {
  name?: string;
  $metadata?: { httpStatusCode?: number };
}

/** What the other side says stays here: it quotes numbers. */
function reasonOf({ name = '', $metadata = {} }: SnsError): FailureReason {
  if (name === 'TimeoutError') return 'TIMED_OUT';
  if ($metadata.httpStatusCode === undefined) return 'UNREACHABLE';
  if ($metadata.httpStatusCode === 403) return 'SIGN_IN_REFUSED';
  return name.startsWith('InvalidParameter') ? 'ADDRESS_REFUSED' : 'REFUSED';
}
