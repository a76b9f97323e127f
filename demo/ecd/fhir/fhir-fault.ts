/** What a request cannot be given, as an OperationOutcome says it. */

export class FhirFault extends Error {
  constructor(
    readonly status: number,
    /** FHIR IssueType. */
    readonly code: string,
    diagnostics: string,
  ) {
    super(diagnostics);
  }

  get outcome() {
    return {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: this.code, diagnostics: this.message }],
    };
  }
}
