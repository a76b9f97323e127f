import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Language as LanguageName } from '../../../schema/caller.js';
import { pageRequest, USUAL_PAGE } from '../../connection.js';
import { Language } from '../../language.js';
import type { SubgraphContext } from '../../subgraph-context.js';
import { dataOf, dataWord } from '../domain/words/data-words.js';
import { actionOf, reasonOf, sentenceOf, whoOf } from '../domain/words/sentence.js';
import { AccessLogData, AccessLogLine } from './access-log.type.js';
import { asEvent } from './audit-event.connection.js';
import { AuditEvent } from './audit-event.type.js';

@Resolver(() => AccessLogLine)
export class AccessLogResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The whole line as one sentence: who, when, what, allowed or refused (nl: in één zin).',
  })
  text(
    @Root() { line, timeZone, organisation }: AccessLogLine,
    @Ctx() { caller }: SubgraphContext,
    @Arg('language', () => Language, { nullable: true, description: "The caller's when absent (nl: taal)." })
    language: LanguageName | null,
  ): string {
    return sentenceOf(line, { language: language ?? caller.language, timeZone, organisation });
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Who did it, in words, also for whom no name is known (nl: wie, in woorden).',
  })
  who(@Root() { line, organisation }: AccessLogLine, @Ctx() { caller: { language } }: SubgraphContext): string {
    return whoOf(line.records[0], { language, organisation });
  }

  @FieldResolver(() => String, { nullable: true, description: 'What was done, in words (nl: handeling, in woorden).' })
  action(@Root() { line }: AccessLogLine, @Ctx() { caller }: SubgraphContext): string {
    return actionOf(line.records[0], caller.language);
  }

  @FieldResolver(() => [AccessLogData], {
    nullable: true,
    description: 'Sections and other data that it was about; empty for the dossier as a whole (nl: welke gegevens).',
  })
  data(@Root() { line }: AccessLogLine, @Ctx() { caller }: SubgraphContext): AccessLogData[] {
    const { categories } = line.records[0];
    return dataOf(categories).map((category) => ({ category, name: dataWord(category, caller.language) }));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why it was refused or failed, in words; empty when it was allowed (nl: reden, in woorden).',
  })
  reason(@Root() { line }: AccessLogLine, @Ctx() { caller }: SubgraphContext): string | null {
    return reasonOf(line.records[0], caller.language);
  }

  @FieldResolver(() => [AuditEvent], {
    nullable: true,
    description:
      'The records that this line is made of, newest first, each with its proof. Behind the fiftieth: ask for the log unmerged (nl: logregels).',
  })
  events(
    @Root() { line, subject }: AccessLogLine,
    @Arg('first', () => Int, { defaultValue: USUAL_PAGE, description: 'How many, at most 50 (nl: aantal).' })
    first: number,
  ): AuditEvent[] {
    return line.records.slice(0, pageRequest(first, null).first).map((record) => asEvent(record, subject));
  }
}
