/** A moment or day as an ECD wrote it; null when it is none that a calendar knows ("infinity"). */
export function dateOrNull(text: string | null): Date | null {
  if (text === null) return null;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date;
}
