/** Charts of what was measured. */
import { barChart, lineChart, type Chart } from '../../../program/chart.js';

type Drawn = Pick<Chart, 'title' | 'description' | 'labels' | 'series'>;

const WORDS = { language: 'en', hidden: 'not measured' };

export function bars(drawn: Drawn): string {
  return barChart({ ...WORDS, ...drawn });
}

export function lines(drawn: Drawn): string {
  return lineChart({ ...WORDS, ...drawn });
}
