import type { Fetch, Send } from '../plan/fetch.js';

/** Asks nothing twice: who starts anew with the same question gets the answer that came, or the same failure. */
export function remembering(send: Send): Send {
  const answers = new Map<Fetch, Map<string, Promise<string>>>();
  return (fetch, body) => {
    const ofFetch = answers.get(fetch) ?? new Map<string, Promise<string>>();
    answers.set(fetch, ofFetch);
    const answer = ofFetch.get(body) ?? send(fetch, body);
    ofFetch.set(body, answer);
    return answer;
  };
}
