/** The part of audit's configuration that says who signs for the log, where that is kept, and who looks on. */
import type { JWK } from 'jose';
import { z } from 'zod';
import { callKey, httpAddress, StartUpError } from '../../program/configuration.js';
import type { BucketOptions } from './data/places/bucket-place.js';
import type { WitnessOptions } from './data/witnesses/tlog-witness.js';
import { COSIGNATURE_KEY, VerifierKey } from './domain/tree/signed-note.js';

/** Places outside the database; one of them at least. */
export interface PlacesConfiguration {
  folder?: string | undefined;
  bucket?: BucketOptions | undefined;
}

export interface CheckpointConfiguration {
  /** Name of the log, for good. */
  origin: string;
  /** Private Ed25519 key that signs the checkpoints. */
  key: JWK;
  places: PlacesConfiguration;
  witnesses: WitnessOptions[];
  /** Another interval than ten seconds, where checkpoints are made when a test says so. */
  everyMs?: number | undefined;
}

const witnesses = z.string().transform((text, context): WitnessOptions[] => {
  const lines = text.split(/[\n,]/).map((line) => line.trim().split(/\s+/));
  return lines
    .filter(([url]) => url !== '')
    .map(([url = '', key = '']) => {
      const address = httpAddress.safeParse(url);
      const verifierKey = cosignatureKey(key);
      if (address.success && verifierKey !== undefined) return { url, key: verifierKey };
      context.addIssue({ code: 'custom', message: 'is not lines of an http(s):// address and a verifier key' });
      return z.NEVER;
    });
});

function cosignatureKey(text: string): VerifierKey | undefined {
  try {
    const key = VerifierKey.parse(text);
    return key.type === COSIGNATURE_KEY ? key : undefined;
  } catch {
    return undefined;
  }
}

export const placeVariables = {
  CHECKPOINT_FOLDER: z
    .string()
    .optional()
    .describe('Folder where checkpoints go, on a disk apart from the database; this or a bucket, or both'),
  CHECKPOINT_BUCKET_URL: httpAddress
    .optional()
    .describe('Address of an S3-compatible store with object lock, where checkpoints go'),
  CHECKPOINT_BUCKET_NAME: z.string().optional().describe('The bucket there; versioned and with object lock'),
  CHECKPOINT_BUCKET_REGION: z.string().optional().describe('Its region'),
  CHECKPOINT_BUCKET_ACCESS_KEY_ID: z
    .string()
    .optional()
    .describe('Access key that may `s3:PutObject`, `s3:PutObjectRetention`, `s3:GetObject`, `s3:ListBucket`'),
  CHECKPOINT_BUCKET_SECRET_ACCESS_KEY: z.string().optional().describe('Its secret'),
  CHECKPOINT_BUCKET_YEARS: z.coerce
    .number()
    .int()
    .min(5)
    .max(100)
    .default(10)
    .describe('How many years nobody can remove what is in the bucket; at least as long as records are kept'),
};

export const checkpointVariables = {
  CHECKPOINT_KEY: callKey.describe('Private Ed25519 key (JWK) that signs the checkpoints of the log'),
  LOG_ORIGIN: z
    .string()
    .regex(/^[^\s+]+$/, 'holds a space or a plus')
    .describe('Name of the log, such as `log.organisation.example`; never change it'),
  ...placeVariables,
  WITNESSES: witnesses
    .optional()
    .describe('Who cosigns checkpoints (C2SP tlog-witness): lines of an address and a verifier key'),
};

type Read<V extends z.ZodRawShape> = z.output<z.ZodObject<V>>;

/** @throws StartUpError when there is no place, or a bucket of which not all is known. */
export function checkpointConfiguration(read: Read<typeof checkpointVariables>): CheckpointConfiguration {
  const places = placesConfiguration(read);
  if (places.folder === undefined && places.bucket === undefined) {
    throw new StartUpError(['CHECKPOINT_FOLDER: is missing, and so is CHECKPOINT_BUCKET_URL']);
  }
  return { origin: read.LOG_ORIGIN, key: read.CHECKPOINT_KEY, places, witnesses: read.WITNESSES ?? [] };
}

/** @throws StartUpError when something about the bucket is missing. */
export function placesConfiguration(read: Read<typeof placeVariables>): PlacesConfiguration {
  const { CHECKPOINT_FOLDER: folder, CHECKPOINT_BUCKET_URL: endpoint } = read;
  if (endpoint === undefined) return { folder };
  const faults: string[] = [];
  const needed = (name: keyof typeof placeVariables): string => {
    const value = read[name];
    if (value === undefined) faults.push(`${name}: is missing`);
    return String(value);
  };
  const bucket = {
    endpoint,
    bucket: needed('CHECKPOINT_BUCKET_NAME'),
    region: needed('CHECKPOINT_BUCKET_REGION'),
    accessKeyId: needed('CHECKPOINT_BUCKET_ACCESS_KEY_ID'),
    secretAccessKey: needed('CHECKPOINT_BUCKET_SECRET_ACCESS_KEY'),
    retentionYears: read.CHECKPOINT_BUCKET_YEARS,
  };
  if (faults.length > 0) throw new StartUpError(faults);
  return { folder, bucket };
}
