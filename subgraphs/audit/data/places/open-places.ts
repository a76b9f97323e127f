import type { Place } from '../../domain/places.js';
import { BucketPlace, type BucketOptions } from './bucket-place.js';
import { FolderPlace } from './folder-place.js';

/** The places that a configuration names. */
export function openPlaces(
  { folder, bucket }: { folder?: string | undefined; bucket?: BucketOptions | undefined },
  clock: () => Date,
): Place[] {
  return [
    ...(folder === undefined ? [] : [new FolderPlace(folder)]),
    ...(bucket === undefined ? [] : [new BucketPlace(bucket, clock)]),
  ];
}
