/** A bucket of an S3-compatible store as a place for checkpoints; its object lock keeps them from whoever has our credentials too. */
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { OtherContent, type Place } from '../../domain/places.js';

export interface BucketOptions {
  /** Where the store answers; buckets are named in the path. */
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** What is put there can be taken away by nobody for so long; as long as records are kept, or longer. */
  retentionYears: number;
}

const CONNECT_LIMIT_MS = 1_000;
const REQUEST_LIMIT_MS = 5_000;
const MOST_ATTEMPTS = 2;

/** The store's own answer. */
export class StoreRefused extends Error {}

export class BucketPlace implements Place {
  readonly name: string;
  private readonly client: S3Client;

  constructor(
    private readonly options: BucketOptions,
    private readonly clock: () => Date,
  ) {
    const { endpoint, region, accessKeyId, secretAccessKey } = options;
    this.name = `bucket ${options.bucket}`;
    this.client = new S3Client({
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      forcePathStyle: true,
      maxAttempts: MOST_ATTEMPTS,
      requestHandler: {
        connectionTimeout: CONNECT_LIMIT_MS,
        requestTimeout: REQUEST_LIMIT_MS,
        throwOnRequestTimeout: true,
      },
    });
  }

  /** Only where nothing is; what stands there for good cannot be changed before its time, by anybody (COMPLIANCE). */
  async put(path: string, content: Buffer): Promise<void> {
    const put = new PutObjectCommand({
      Bucket: this.options.bucket,
      Key: path,
      Body: content,
      ContentLength: content.length,
      ContentType: 'application/octet-stream',
      IfNoneMatch: '*',
      ChecksumAlgorithm: 'SHA256',
      ObjectLockMode: 'COMPLIANCE',
      ObjectLockRetainUntilDate: this.retainUntil(),
    });
    try {
      await this.client.send(put);
    } catch (error) {
      if (statusOf(error) !== 412) throw this.refused(error);
      const there = await this.read(path);
      if (there?.equals(content) !== true) throw new OtherContent(this.name, path);
    }
  }

  async read(path: string): Promise<Buffer | null> {
    try {
      const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.options.bucket, Key: path }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    } catch (error) {
      if (statusOf(error) === 404) return null;
      throw this.refused(error);
    }
  }

  async list(prefix: string, after?: string): Promise<string[]> {
    const paths: string[] = [];
    let next: string | undefined;
    do {
      const page = await this.page(prefix, after, next);
      paths.push(...page.paths);
      next = page.next;
    } while (next !== undefined);
    return paths;
  }

  private async page(prefix: string, after: string | undefined, token: string | undefined) {
    const list = new ListObjectsV2Command({
      Bucket: this.options.bucket,
      Prefix: prefix,
      ...(after !== undefined && { StartAfter: after }),
      ...(token !== undefined && { ContinuationToken: token }),
    });
    try {
      const { Contents = [], NextContinuationToken: next } = await this.client.send(list);
      return { paths: Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key])), next };
    } catch (error) {
      throw this.refused(error);
    }
  }

  private retainUntil(): Date {
    const until = new Date(this.clock());
    until.setUTCFullYear(until.getUTCFullYear() + this.options.retentionYears);
    return until;
  }

  private refused(error: unknown): StoreRefused {
    const { name } = error as Error;
    return new StoreRefused(`${this.name}: ${name} (${statusOf(error) ?? 'no answer'})`, { cause: error });
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}
