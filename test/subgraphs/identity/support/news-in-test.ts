/** The mail that there is news, on the tables of a test: with a dossier that says what the test wants it to. */
import type { Organisations } from '../../../../organisations/policy.js';
import type { SessionFacts } from '../../../../schema/caller.js';
import type { AccountEntity } from '../../../../subgraphs/identity/data/entities/account.entity.js';
import type { RelationEntity } from '../../../../subgraphs/identity/data/entities/relation.entity.js';
import { sendNewsMails } from '../../../../subgraphs/identity/domain/news/send-news-mails.js';
import { openIdentity, settled, type IdentityInTest } from './identity-in-test.js';
import { upkeepOf } from './upkeep-in-test.js';

export class NewsInTest {
  readonly asked: { facts: SessionFacts; since: Date }[] = [];
  /** When each account last had news; `fails` when that cannot be known. */
  readonly news = new Map<string, Date | 'fails'>();
  readonly upkeep: ReturnType<typeof upkeepOf>;

  private constructor(readonly identity: IdentityInTest) {
    this.upkeep = upkeepOf(identity);
  }

  static async open(): Promise<NewsInTest> {
    return new NewsInTest(await openIdentity());
  }

  get needs(): ReturnType<typeof upkeepOf>['needs'] {
    return this.upkeep.needs;
  }

  /** Nobody wants to be told, nothing was sent. */
  async reset(): Promise<void> {
    const { database, log } = this.identity;
    await database.query('DELETE FROM news_mail_turn');
    await database.query('UPDATE message SET sent_at = created_at, sealed = NULL');
    await this.turnOff();
    log.length = 0;
    this.asked.length = 0;
    this.news.clear();
    this.needs.askForNews = (facts, since) => this.answer(facts, since);
    this.at('2026-02-02T09:00:00Z');
  }

  async turnOff(): Promise<void> {
    await this.identity.database.query("UPDATE account SET news_mail = 'NEVER'");
  }

  at(moment: string): Date {
    return (this.identity.clock.now = new Date(moment));
  }

  run(ends = new AbortController().signal): Promise<void> {
    return sendNewsMails(this.needs, this.identity.clock.now, ends);
  }

  /** A client of Vivium who wants to be told from this moment on. */
  async reader(
    relation: Partial<RelationEntity> = {},
    person: Partial<AccountEntity> = {},
    client: Parameters<IdentityInTest['rows']['client']>[0] = {},
  ): Promise<{ account: string; relation: string }> {
    const { identity } = this;
    const holder = await settled(identity, 'CLIENT', await identity.rows.client(client), relation, person);
    await identity.needs.newsMails.choose(holder.account, 'DAILY', identity.clock.now);
    return holder;
  }

  /** A further client, at De Rozelaar, terms accepted. */
  async alsoAtRozelaar(accountId: string): Promise<void> {
    const { needs, rows } = this.identity;
    const clientId = await rows.client({ organisation: 'rozelaar' });
    await rows.relation({ accountId, clientId, role: 'CONTACT' });
    const accepted = (await needs.relations.ofAccount(accountId)).flatMap(({ holder }) => holder.acceptedTerms);
    const version = lastTerms(needs.organisations);
    if (!accepted.includes(version)) await rows.accepted(accountId, 'rozelaar', version);
  }

  async told() {
    return (await this.identity.letters()).filter(({ notice }) => notice.template === 'NEWS');
  }

  async toldAccounts() {
    return (await this.told()).map(({ account }) => account).sort();
  }

  private async answer(facts: SessionFacts, since: Date): Promise<boolean> {
    this.asked.push({ facts, since });
    const last = this.news.get(facts.account);
    if (last === 'fails') throw new Error('dossier answered 422');
    return last !== undefined && last > since;
  }
}

function lastTerms(organisations: Organisations): string {
  return organisations.get('rozelaar')?.terms.at(-1)?.version ?? '';
}
