import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Subject } from '../../../schema/access-decision.js';
import type { CarePlan as DomainCarePlan } from '../domain/ecd.js';
import { readCarePlan } from '../domain/read-sections.js';
import { CarePlan } from './care-plan.js';
import { Client } from './client.js';
import type { DossierContext } from './dossier-context.js';

@Resolver(() => Client)
export class CarePlanResolver {
  @FieldResolver(() => CarePlan, {
    nullable: true,
    description: 'The care plan in force, else the latest old one; null when there is none (nl: zorgplan).',
  })
  async carePlan(@Root() { id, subject }: Client, @Ctx() { dossierOf }: DossierContext): Promise<CarePlan | null> {
    const plan = await readCarePlan(dossierOf(id));
    return plan && guardedPlan(plan, subject);
  }
}

function guardedPlan(plan: DomainCarePlan, subject: Subject): CarePlan {
  return {
    ...plan,
    subject,
    entries: plan.entries.map((entry) => ({
      ...entry,
      subject,
      goal: entry.goal && { ...entry.goal, subject },
      interventions: entry.interventions.map((intervention) => ({ ...intervention, subject })),
    })),
    agreements: plan.agreements.map((agreement) => ({ ...agreement, subject })),
  };
}
