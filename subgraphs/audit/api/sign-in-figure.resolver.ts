import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Organisations } from '../../../organisations/policy.js';
import { PeriodInput } from '../../period-input.js';
import type { SubgraphContext } from '../../subgraph-context.js';
import type { IntervalUnit } from '../domain/period.js';
import { readSignInFigures, type SignInCounts } from '../domain/read-sign-in-figures.js';
import { FigureInterval } from './enums.js';
import { SignInFigure } from './sign-in-figure.type.js';

@Resolver()
export class SignInFigureResolver {
  constructor(private readonly needs: { counts: SignInCounts; organisations: Organisations }) {}

  @Query(() => [SignInFigure], {
    nullable: true,
    description:
      'How often people signed in, over the whole days, weeks or months that the period touches (nl: aanmeldcijfers).',
  })
  async signInFigures(
    @Ctx() context: SubgraphContext,
    @Arg('period', () => PeriodInput, { description: 'From and to, both given (nl: periode).' })
    period: PeriodInput,
    @Arg('by', () => FigureInterval, { description: 'Over what is counted (nl: tijdvak).' })
    unit: IntervalUnit,
    @Arg('organisation', () => ID, {
      nullable: true,
      description: "This organisation only; else all of the caller's (nl: organisatie).",
    })
    organisation: string | null,
  ): Promise<SignInFigure[]> {
    const figures = await readSignInFigures(this.needs, context, { period, unit, organisation });
    return figures.map((figure) => ({
      ...figure,
      subject: { organisation: figure.organisation, client: null, account: null },
    }));
  }
}
