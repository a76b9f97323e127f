import { Arg, Ctx, ID, Mutation, registerEnumType, Resolver } from 'type-graphql';
import type { Section as SectionName } from '../../../schema/caller.js';
import { Section } from '../../section.js';
import { EXPORT_FORMS, recordExport, type ExportForm as Form } from '../domain/record-export.js';
import type { DossierContext } from './dossier-context.js';
import { enumOf } from './enum-of.js';

const ExportForm = enumOf(EXPORT_FORMS);
registerEnumType(ExportForm, {
  name: 'ExportForm',
  description: 'How something leaves the portal (nl: vorm).',
  valuesConfig: {
    PRINT: { description: 'On paper (nl: afdrukken).' },
    SAVE: { description: 'As a file (nl: bewaren).' },
    SHARE: { description: 'To another application or person (nl: delen).' },
  },
});

@Resolver()
export class ExportResolver {
  @Mutation(() => Boolean, {
    description:
      'To be called before sections are printed, saved or shared; that is your own responsibility (nl: uitvoer vastleggen).',
  })
  async recordExport(
    @Arg('clientId', () => ID, { description: 'The client whose dossier it is (nl: cliënt).' }) clientId: string,
    @Arg('sections', () => [Section], { description: 'What leaves the portal (nl: onderdelen).' })
    sections: SectionName[],
    @Arg('form', () => ExportForm, { description: 'How (nl: vorm).' }) form: Form,
    @Ctx() { dossierOf }: DossierContext,
  ): Promise<boolean> {
    await recordExport(dossierOf(clientId), sections, form);
    return true;
  }
}
