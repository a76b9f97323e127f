/** A device with passkeys, as a browser speaks to it (WebAuthn level 3): ES256 keys, attestation "none". */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** What it gets from `navigator.credentials`, as far as it looks at it. */
export interface CeremonyOptions {
  challenge: string;
  rp?: { id?: string };
  rpId?: string;
  allowCredentials?: { id: string }[];
}

/** What an attacker, or a broken device, does otherwise. */
export interface Deviation {
  origin?: string;
  rpId?: string;
  challenge?: string;
  userVerified?: boolean;
  counter?: number;
  /** The attestation statement of a passkey that is made. */
  attestation?: { fmt: string; statement: Map<string, unknown> };
}

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_KEY = 0x40;

interface Key {
  id: Buffer;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export class PasskeyDevice {
  counter = 0;
  readonly keys: Key[] = [];

  /** @param origin of the page that it is used on. */
  constructor(readonly origin: string) {}

  /** RegistrationResponseJSON. */
  make(options: CeremonyOptions, deviation: Deviation = {}): Record<string, unknown> {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = { id: randomBytes(16), privateKey, publicKey };
    this.keys.push(key);
    const rpId = deviation.rpId ?? options.rp?.id ?? '';
    const length = Buffer.alloc(2);
    length.writeUInt16BE(key.id.length);
    const authData = Buffer.concat([
      this.authenticatorData(rpId, HAS_KEY, deviation),
      Buffer.alloc(16), // AAGUID
      length,
      key.id,
      coseKey(publicKey),
    ]);
    const { fmt, statement } = deviation.attestation ?? { fmt: 'none', statement: new Map() };
    const attestationObject = encode(
      new Map<string, unknown>([
        ['fmt', fmt],
        ['attStmt', statement],
        ['authData', new Uint8Array(authData)],
      ]),
    );
    return answer(key, {
      clientDataJSON: this.clientData('webauthn.create', options, deviation).toString('base64url'),
      attestationObject: attestationObject.toString('base64url'),
      transports: ['internal'],
    });
  }

  /** AuthenticationResponseJSON, by the key that is asked for, or else by whichever it has. */
  use(options: CeremonyOptions, deviation: Deviation = {}): Record<string, unknown> {
    const asked = options.allowCredentials?.map(({ id }) => id) ?? [];
    const key = this.keys.find(({ id }) => asked.includes(id.toString('base64url'))) ?? this.keys[0];
    if (key === undefined) throw new Error('the device has no passkey');
    this.counter += 1;
    const authenticatorData = this.authenticatorData(deviation.rpId ?? options.rpId ?? '', 0, deviation);
    const clientData = this.clientData('webauthn.get', options, deviation);
    const signed = Buffer.concat([authenticatorData, sha256(clientData)]);
    return answer(key, {
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authenticatorData.toString('base64url'),
      signature: sign('sha256', signed, key.privateKey).toString('base64url'),
    });
  }

  private clientData(type: string, { challenge }: CeremonyOptions, deviation: Deviation): Buffer {
    const data = { type, challenge: deviation.challenge ?? challenge, origin: deviation.origin ?? this.origin };
    return Buffer.from(JSON.stringify({ ...data, crossOrigin: false }));
  }

  private authenticatorData(rpId: string, flags: number, { userVerified = true, counter = this.counter }: Deviation) {
    const rest = Buffer.alloc(5);
    rest.writeUInt8(flags | USER_PRESENT | (userVerified ? USER_VERIFIED : 0), 0);
    rest.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(Buffer.from(rpId)), rest]);
  }
}

function answer({ id }: Key, response: Record<string, unknown>): Record<string, unknown> {
  const name = id.toString('base64url');
  return { id: name, rawId: name, type: 'public-key', clientExtensionResults: {}, response };
}

/** RFC 9053 §7.1.1: EC2, ES256, P-256. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const bytes = (part: string): Uint8Array => new Uint8Array(Buffer.from(part, 'base64url'));
  return encode(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ]),
  );
}

function encode(map: Map<string | number, unknown>): Buffer {
  return Buffer.from(isoCBOR.encode(map as Parameters<typeof isoCBOR.encode>[0]));
}

function sha256(data: Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}
