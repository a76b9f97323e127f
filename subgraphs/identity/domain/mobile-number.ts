/** Mobile numbers: people write them in many ways; here they are E.164. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';

/** Dutch mobile numbers only: 06, not the machines' 097 nor the paid 0900, which are valid too (SMS pumping). */
const DUTCH_MOBILE = /^\+316[1-58]\d{7}$/;

/** Longer than any way to write a number down. */
const LONGEST = 32;

/** The number as `+316…`, or null when it is not a Dutch mobile number (R11, V9). */
export function parseMobileNumber(text: string): string | null {
  if (text.length > LONGEST) return null;
  const number = parsePhoneNumberFromString(text.trim(), { defaultCountry: 'NL', extract: false });
  if (number === undefined || number.ext !== undefined || !number.isValid()) return null;
  return isDutchMobile(number.number) ? number.number : null;
}

/** Whether a number that is kept may be sent a message. */
export function isDutchMobile(number: string): boolean {
  return DUTCH_MOBILE.test(number);
}
