/** Something in an answer that the fast path was not prepared for: the other path judges it, from the same bytes. */
class Surprise extends Error {}

/** One for all: where it came up is of no interest, so nothing is collected for it. */
export const SURPRISE = new Surprise('an answer that is not spliced');
