import type { OneStep, Tables } from '../tables.js';
import { firstTryAt, type Message, type MessageQueue, type Post } from './message.js';

/** What a step has put in the queue, and is due, need not wait for the next second. */
export function nudgingSteps({ inOneStep, withoutRecord }: OneStep, post: Pick<Post, 'nudge'>): OneStep {
  const watched = async <T>(step: (watch: (tables: Tables) => Tables) => Promise<T>): Promise<T> => {
    const due: Message[] = [];
    const result = await step((tables) => ({ ...tables, messages: noting(tables.messages, due) }));
    if (due.length > 0) post.nudge();
    return result;
  };
  return {
    inOneStep: (occasion, work) => watched((watch) => inOneStep(occasion, (tables, step) => work(watch(tables), step))),
    withoutRecord: (work) => watched((watch) => withoutRecord((tables) => work(watch(tables)))),
  };
}

function noting(queue: MessageQueue, due: Message[]): MessageQueue {
  return {
    put: async (message, now) => {
      if (firstTryAt(message, now) <= now) due.push(message);
      return queue.put(message, now);
    },
    claim: (...which) => queue.claim(...which),
    sent: (...which) => queue.sent(...which),
    tryLater: (...which) => queue.tryLater(...which),
    giveUp: (...which) => queue.giveUp(...which),
  };
}
