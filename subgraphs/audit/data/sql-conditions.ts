/** Conditions that all hold, with their values as parameters. */
export class SqlConditions {
  readonly values: unknown[] = [];
  private readonly all: string[] = [];

  /** @param comparison what stands before the value. Without a value there is no condition. */
  add(comparison: string, value: unknown): void {
    if (value !== undefined && value !== null) this.all.push(`${comparison} (${this.value(value)})`);
  }

  /** @param condition a whole one, as it stands in the program. */
  require(condition: string): void {
    this.all.push(`(${condition})`);
  }

  /** The place of a value. */
  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  get text(): string {
    return this.all.join(' AND ');
  }
}
