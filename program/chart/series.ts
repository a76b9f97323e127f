/** What a chart is drawn from. */

export interface Series {
  name: string;
  /** One for each label; null: there is one, and it is not shown. */
  values: readonly (number | null)[];
}

export interface Chart {
  title: string;
  /** Of what there is to see, in a sentence or two, for who does not see it. */
  description: string;
  /** BCP 47: in which language, and how numbers are written. */
  language: string;
  labels: readonly string[];
  series: readonly Series[];
  /** What a value that is not shown is called. */
  hidden: string;
}
