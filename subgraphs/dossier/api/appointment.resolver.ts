import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { pageRequest, toPage, type Page } from '../../connection.js';
import { readAppointments } from '../domain/read-sections.js';
import { AppointmentConnection, type Appointment } from './appointment.js';
import { Client } from './client.js';
import type { DossierContext } from './dossier-context.js';
import { PeriodPageArguments } from './page-arguments.js';

@Resolver(() => Client)
export class AppointmentResolver {
  @FieldResolver(() => AppointmentConnection, {
    nullable: true,
    description: 'Planned and past appointments, latest first (nl: agenda).',
  })
  async appointments(
    @Root() { id, subject }: Client,
    @Args(() => PeriodPageArguments) { period, first, after }: PeriodPageArguments,
    @Ctx() { dossierOf }: DossierContext,
  ): Promise<Page<Appointment>> {
    const appointments = await readAppointments(dossierOf(id), period, pageRequest(first, after));
    return toPage(
      appointments.map((appointment) => ({ ...appointment, subject })),
      first,
      ({ keyset }) => keyset,
    );
  }
}
