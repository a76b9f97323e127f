import type { Place } from '../../domain/places.js';
import type { BucketOptions } from './bucket-place.js';
import { FolderPlace } from './folder-place.js';

/** The places that a configuration names. What it takes to reach a bucket is large, and loaded where there is one. */
export async function openPlaces(
  { folder, bucket }: { folder?: string | undefined; bucket?: BucketOptions | undefined },
  clock: () => Date,
): Promise<Place[]> {
  const places: Place[] = folder === undefined ? [] : [new FolderPlace(folder)];
  if (bucket === undefined) return places;
  const { BucketPlace } = await import('./bucket-place.js');
  return [...places, new BucketPlace(bucket, clock)];
}
