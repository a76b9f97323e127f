/** Whether an answer may be zipped, from Accept-Encoding (RFC 9110, 12.5.3). */
export function acceptsGzip(accepted: string | string[] | undefined): boolean {
  const codings = [accepted ?? []].flat().join(',').toLowerCase().split(',');
  const gzip = codings.map((coding) => coding.trim()).find((coding) => /^(?:x-)?gzip\s*(?:;|$)/.test(coding));
  return gzip !== undefined && !/;\s*q=0(?:\.0*)?\s*$/.test(gzip);
}
