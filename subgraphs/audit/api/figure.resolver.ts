import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { FigureKind } from '../../../schema/figures.js';
import type { Section } from '../../../schema/caller.js';
import type { SubgraphContext } from '../../subgraph-context.js';
import type { Figure } from '../domain/figures/figure.js';
import { readFigures, type FigureNeeds } from '../domain/figures/read-figures.js';
import { FigureArguments } from './figure-arguments.js';
import { AccountFigure, RefusalFigure, SectionFigure, SignInFigure } from './figure.type.js';

@Resolver()
export class FigureResolver {
  constructor(private readonly needs: FigureNeeds) {}

  @Query(() => [SignInFigure], { nullable: true, description: 'How often people signed in (nl: aanmeldcijfers).' })
  async signInFigures(@Ctx() context: SubgraphContext, @Args() asked: FigureArguments): Promise<SignInFigure[]> {
    return this.read('SIGN_INS', context, asked, ({ acts }) => ({ signIns: acts }));
  }

  @Query(() => [AccountFigure], {
    nullable: true,
    description: 'How many accounts were active (nl: cijfers over actieve accounts).',
  })
  async accountFigures(@Ctx() context: SubgraphContext, @Args() asked: FigureArguments): Promise<AccountFigure[]> {
    return this.read('ACCOUNTS', context, asked, () => ({}));
  }

  @Query(() => [SectionFigure], {
    nullable: true,
    description: 'Which sections people looked at (nl: cijfers over ingeziene onderdelen).',
  })
  async sectionFigures(@Ctx() context: SubgraphContext, @Args() asked: FigureArguments): Promise<SectionFigure[]> {
    return this.read('SECTIONS', context, asked, ({ detail, acts }) => ({ section: detail as Section, looks: acts }));
  }

  @Query(() => [RefusalFigure], {
    nullable: true,
    description: 'What was refused, and why (nl: cijfers over weigeringen).',
  })
  async refusalFigures(@Ctx() context: SubgraphContext, @Args() asked: FigureArguments): Promise<RefusalFigure[]> {
    return this.read('REFUSALS', context, asked, ({ detail, acts }) => ({ reason: detail ?? '', refusals: acts }));
  }

  private async read<T extends object>(
    of: FigureKind,
    context: SubgraphContext,
    { period, by: unit, organisation }: FigureArguments,
    own: (figure: Figure) => T,
  ) {
    const { asOf, figures } = await readFigures(this.needs, context, { of, period, unit, organisation });
    return figures.map((figure) => ({
      ...figure,
      ...own(figure),
      asOf,
      subject: { organisation: figure.organisation, client: null, account: null },
    }));
  }
}
