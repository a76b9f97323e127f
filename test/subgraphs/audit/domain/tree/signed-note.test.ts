import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync, sign } from 'node:crypto';
import { checkpointText, parseCheckpoint } from '../../../../../subgraphs/audit/domain/tree/checkpoint.js';
import {
  cosignatureLine,
  cosignedAt,
  cosignedMessage,
} from '../../../../../subgraphs/audit/domain/tree/cosignature.js';
import {
  COSIGNATURE_KEY,
  NoteFault,
  NoteSigner,
  openNote,
  parseNote,
  VerifierKey,
} from '../../../../../subgraphs/audit/domain/tree/signed-note.js';

const keyPair = () => generateKeyPairSync('ed25519');
const signerNamed = (name: string) => new NoteSigner(name, keyPair().privateKey.export({ format: 'jwk' }));

const LOG = signerNamed('log.example.nl');
const OTHER = signerNamed('other.example.nl');
const TEXT = 'If you think cryptography is the answer to your problem,\nthen you don’t know what your problem is.\n';

/** The example of the specification (C2SP signed-note, as Go's sumdb/note has it). */
const PUBLISHED_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const PUBLISHED_NOTE =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

describe('a signed note', () => {
  it('is read as others write it, and its key by their text of it', () => {
    const key = VerifierKey.parse(PUBLISHED_KEY);
    expect(key.toString()).toBe(PUBLISHED_KEY);
    expect(openNote(PUBLISHED_NOTE, [key]).signatures).toHaveLength(1);
  });

  it('may bear the signatures of several, of whom one that is trusted is enough', () => {
    const both = LOG.sign(TEXT) + OTHER.sign(TEXT).slice(TEXT.length + 1);
    expect(openNote(both, [OTHER.verifierKey])).toEqual(openNote(both, [LOG.verifierKey]));
    expect(openNote(both, [LOG.verifierKey]).signatures.map(({ name }) => name)).toEqual([
      'log.example.nl',
      'other.example.nl',
    ]);
  });

  it('is refused when a signature of somebody trusted is wrong, also beside one that is right', () => {
    const [first, second] = [LOG.sign(TEXT), OTHER.sign(TEXT.replace('answer', 'question'))];
    const forged = first + second.slice(second.lastIndexOf('\n\n') + 2);
    expect(() => openNote(forged, [LOG.verifierKey, OTHER.verifierKey])).toThrow(NoteFault);
    expect(openNote(forged, [LOG.verifierKey]).text).toBe(TEXT);
  });

  it('is refused when nobody who is trusted signed it, or when one letter is another', () => {
    expect(() => openNote(LOG.sign(TEXT), [OTHER.verifierKey])).toThrow('none of the keys');
    expect(() => openNote(LOG.sign(TEXT).replace('know', 'knew'), [LOG.verifierKey])).toThrow('not over this note');
    const namesake = signerNamed('log.example.nl');
    expect(() => openNote(LOG.sign(TEXT), [namesake.verifierKey])).toThrow('none of the keys');
  });

  it.each([
    ['nothing', ''],
    ['no signature', `${TEXT}\n`],
    ['no empty line', TEXT + LOG.sign(TEXT).slice(TEXT.length + 1)],
    ['no end of the last line', LOG.sign(TEXT).slice(0, -1)],
    ['another dash', LOG.sign(TEXT).replace('— ', '- ')],
    ['a control character', LOG.sign(TEXT).replace('think', 'th\tink')],
    ['something behind it', `${LOG.sign(TEXT)}x`],
  ])('is none with %s', (_, note) => {
    expect(() => parseNote(note)).toThrow(NoteFault);
  });

  it.each([
    ['of another kind', LOG.verifierKey.toString().replace(/\+A/, '+B')],
    ['with the id of another', LOG.verifierKey.toString().replace(/\+[0-9a-f]{8}\+/, '+00000000+')],
    ['under another name', `x${LOG.verifierKey.toString()}`],
    ['cut off', LOG.verifierKey.toString().slice(0, -4)],
  ])('is not checked with a key %s', (_, text) => {
    expect(() => VerifierKey.parse(text)).toThrow(NoteFault);
  });
});

describe('a cosignature (C2SP tlog-cosignature)', () => {
  const { privateKey, publicKey } = keyPair();
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const witness = VerifierKey.of('witness.example.nl', COSIGNATURE_KEY, raw);
  const at = 1_795_000_000;
  const line = cosignatureLine(witness, at, sign(null, Buffer.from(cosignedMessage(TEXT, at)), privateKey));
  const under = (text: string) => parseNote(LOG.sign(text) + line).signatures[1] as never;

  it('says when the witness saw the checkpoint', () => {
    expect(cosignedAt(TEXT, under(TEXT), witness)).toEqual(new Date(at * 1_000));
    expect(VerifierKey.parse(witness.toString())).toEqual(witness);
  });

  it('is of no other text, no other witness, and no signature of the log', () => {
    expect(cosignedAt('other\n', under('other\n'), witness)).toBeUndefined();
    expect(cosignedAt(TEXT, under(TEXT), LOG.verifierKey)).toBeUndefined();
    expect(cosignedAt(TEXT, parseNote(LOG.sign(TEXT)).signatures[0] as never, witness)).toBeUndefined();
  });
});

describe('a checkpoint (C2SP tlog-checkpoint)', () => {
  const checkpoint = {
    origin: 'log.example.nl',
    size: 20_852_163,
    root: Buffer.alloc(32, 5),
    signedAt: new Date('2025-11-22T10:00:00.000Z'),
  };
  const text = checkpointText(checkpoint);

  it('says the name, the size, the root and the time, a line each', () => {
    expect(text.split('\n')).toEqual([
      'log.example.nl',
      '20852163',
      checkpoint.root.toString('base64'),
      'time 2025-11-22T10:00:00.000Z',
      '',
    ]);
    expect(parseCheckpoint(text)).toEqual(checkpoint);
  });

  it.each([
    ['a nought before the size', text.replace('\n2', '\n02')],
    ['a size below nought', text.replace('\n2', '\n-2')],
    ['a size that is not exact', text.replace('20852163', '9999999999999999')],
    ['a root that is too short', text.replace('BQUF', '')],
    ['a root in other letters', text.replace('BQU=', 'BQV=')],
    ['no time', text.replace(/time.*\n/, '')],
    ['a day that does not exist', text.replace('11-22', '02-31')],
    ['a line more', `${text}more\n`],
    ['no name', text.replace('log.example.nl', '')],
  ])('is none with %s', (_, wrong) => {
    expect(() => parseCheckpoint(wrong)).toThrow(NoteFault);
  });
});
