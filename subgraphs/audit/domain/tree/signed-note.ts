/** Signed notes: text with signatures under it, C2SP signed-note. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';

/** What a key is for, in the note's own bytes: a note by whoever made it, or a witness's cosignature/v1 under it. */
export const NOTE_KEY = 0x01;
export const COSIGNATURE_KEY = 0x04;

const ID_BYTES = 4;
const KEY_BYTES = 32;
/** What a note may have under it: no more than anybody ever needs. */
const MOST_SIGNATURES = 100;

/** Neither whitespace nor a plus. */
const NAME = /^[^\s+]+$/u;
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;
/** But for the ends of lines no control characters. */
const TEXT = /^(?:[^\p{Cc}\p{Cs}]|\n)*\n$/u;

export interface NoteSignature {
  name: string;
  /** Four bytes. */
  keyId: Buffer;
  signature: Buffer;
}

export interface SignedNote {
  /** With the end of its last line. */
  text: string;
  signatures: NoteSignature[];
}

/** It is not a note, or not signed as it should be. */
export class NoteFault extends Error {}

/** A public key that signs notes, and what its text says of it: `<name>+<key id>+<base64(type ‖ key)>`. */
export class VerifierKey {
  readonly keyId: Buffer;
  private readonly publicKey: KeyObject;

  private constructor(
    readonly name: string,
    readonly type: number,
    private readonly key: Buffer,
  ) {
    this.keyId = keyIdOf(name, type, key);
    this.publicKey = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url') },
      format: 'jwk',
    });
  }

  /** @throws NoteFault */
  static parse(text: string): VerifierKey {
    const [, name = '', id, encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u.exec(text) ?? [];
    const key = Buffer.from(encoded, 'base64');
    const type = key[0] ?? 0;
    if (key.length !== 1 + KEY_BYTES || ![NOTE_KEY, COSIGNATURE_KEY].includes(type)) {
      throw new NoteFault('this is not the text of a verifier key');
    }
    const verifier = new VerifierKey(name, type, key.subarray(1));
    if (verifier.keyId.toString('hex') !== id) throw new NoteFault('the id of the verifier key does not fit the key');
    return verifier;
  }

  static of(name: string, type: number, key: Buffer): VerifierKey {
    if (!NAME.test(name)) throw new NoteFault('the name of a key holds no spaces and no plus');
    return new VerifierKey(name, type, key);
  }

  /** A signature of this key, the text or the time under it apart; whether it is right is another matter. */
  isOf({ name, keyId }: NoteSignature): boolean {
    return name === this.name && keyId.equals(this.keyId);
  }

  verifies(message: string, signature: Buffer): boolean {
    return verify(null, Buffer.from(message), this.publicKey, signature);
  }

  toString(): string {
    const key = Buffer.concat([Buffer.of(this.type), this.key]).toString('base64');
    return `${this.name}+${this.keyId.toString('hex')}+${key}`;
  }
}

/** Signs notes under a name. */
export class NoteSigner {
  readonly verifierKey: VerifierKey;
  private readonly privateKey: KeyObject;

  /** @param jwk private Ed25519 key. */
  constructor(name: string, jwk: JsonWebKey) {
    this.privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
    const { x = '' } = createPublicKey(this.privateKey).export({ format: 'jwk' });
    this.verifierKey = VerifierKey.of(name, NOTE_KEY, Buffer.from(x, 'base64url'));
  }

  sign(text: string): string {
    if (!TEXT.test(text)) throw new NoteFault('the text of a note ends with its last line');
    const { name, keyId } = this.verifierKey;
    return `${text}\n${signatureLine({ name, keyId, signature: sign(null, Buffer.from(text), this.privateKey) })}`;
  }
}

/** With the end of the line. */
export function signatureLine({ name, keyId, signature }: NoteSignature): string {
  return `— ${name} ${Buffer.concat([keyId, signature]).toString('base64')}\n`;
}

/** @throws NoteFault */
export function parseNote(note: string): SignedNote {
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  if (end === -1 || !TEXT.test(text)) throw new NoteFault('this is not a signed note');
  return { text, signatures: parseSignatures(note.slice(end + 2)) };
}

/** @throws NoteFault unless each line is one, and there is at least one. */
export function parseSignatures(lines: string): NoteSignature[] {
  const all = lines.split('\n');
  if (all.pop() !== '' || all.length === 0 || all.length > MOST_SIGNATURES)
    throw new NoteFault('these are no signatures');
  return all.map((line) => {
    const [, name = '', encoded = ''] = SIGNATURE_LINE.exec(line) ?? [];
    const bytes = Buffer.from(encoded, 'base64');
    if (name === '' || bytes.length <= ID_BYTES || bytes.toString('base64') !== encoded) {
      throw new NoteFault('a line under a note is no signature');
    }
    return { name, keyId: bytes.subarray(0, ID_BYTES), signature: bytes.subarray(ID_BYTES) };
  });
}

/**
 * The note, once one of the keys has signed it. Signatures of others are left alone.
 * @throws NoteFault when none of the keys has, or when what should be a signature of one of them is wrong.
 */
export function openNote(note: string, keys: readonly VerifierKey[]): SignedNote {
  const parsed = parseNote(note);
  const signed = parsed.signatures.filter((signature) => {
    const key = keys.find((candidate) => candidate.isOf(signature));
    if (key !== undefined && !key.verifies(parsed.text, signature.signature)) {
      throw new NoteFault(`the signature of ${key.name} is not over this note`);
    }
    return key !== undefined;
  });
  if (signed.length === 0) throw new NoteFault('the note is signed by none of the keys that are trusted');
  return parsed;
}

function keyIdOf(name: string, type: number, key: Buffer): Buffer {
  return createHash('sha256')
    .update(Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), key]))
    .digest()
    .subarray(0, ID_BYTES);
}
