import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSnsSmsSender } from '../../../../subgraphs/identity/data/sns-sms-sender.js';
import { openSnsEndpoint, type SnsEndpoint } from '../support/sns-endpoint.js';

const SECRET = 'a secret that only the two know';
const MESSAGE = { to: '+31612345678', sender: 'PUURVanJou', text: 'Uw code voor PUUR. Van jou is 012345. Één keer.' };

let sns: SnsEndpoint;

beforeEach(async () => {
  sns = await openSnsEndpoint(SECRET);
});
afterEach(() => sns.close());

const sender = (secretAccessKey = SECRET) =>
  createSnsSmsSender({ region: 'eu-central-1', endpoint: sns.url, accessKeyId: 'AKIDEXAMPLE', secretAccessKey });

describe('a text message by SNS', () => {
  it('is published with a right signature, as a transactional message of the organisation', async () => {
    await sender().send(MESSAGE);
    expect(sns.published).toHaveLength(1);
    expect(Object.fromEntries(sns.published[0] ?? [])).toEqual({
      Action: 'Publish',
      Version: '2010-03-31',
      PhoneNumber: '+31612345678',
      Message: MESSAGE.text,
      'MessageAttributes.entry.1.Name': 'AWS.SNS.SMS.SenderID',
      'MessageAttributes.entry.1.Value.DataType': 'String',
      'MessageAttributes.entry.1.Value.StringValue': 'PUURVanJou',
      'MessageAttributes.entry.2.Name': 'AWS.SNS.SMS.SMSType',
      'MessageAttributes.entry.2.Value.DataType': 'String',
      'MessageAttributes.entry.2.Value.StringValue': 'Transactional',
    });
  });

  it('is not sent when it was signed with another secret', async () => {
    await expect(sender('another secret').send(MESSAGE)).rejects.toThrow('SIGN_IN_REFUSED');
    expect(sns.published).toEqual([]);
  });

  it('is tried twice and no more when the other side fails', async () => {
    sns.answerWith('fault');
    await expect(sender().send(MESSAGE)).rejects.toThrow('REFUSED');
    expect(sns.requests()).toBe(2);
  });

  it('fails when the other side stays silent', async () => {
    sns.answerWith('silence');
    await expect(sender().send(MESSAGE)).rejects.toThrow('TIMED_OUT');
  });
});
