import type { LifeStoryAdditions } from './life-story/life-story-addition.js';
import type { MessageThreads } from './messages/message-thread.js';
import type { ObjectionRequests } from './objections/objection-request.js';

/** What users add, kept apart from the dossier and marked with its author (R32). None of it reaches the ECD (V38). */
export interface Additions {
  threads: MessageThreads;
  objections: ObjectionRequests;
  lifeStory: LifeStoryAdditions;
}
