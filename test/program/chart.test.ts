import { describe, expect, it } from '@jest/globals';
import { barChart, lineChart, type Chart } from '../../program/chart.js';

const CHART: Chart = {
  title: 'Aanmeldingen <per maand> & meer',
  description: 'Twee reeksen over drie maanden.',
  language: 'nl',
  labels: ['2026-01', '2026-02', '2026-03'],
  series: [
    { name: 'cliënten', values: [1250, null, 1900] },
    { name: "contacten van 'A & B'", values: [40, 35, 0] },
  ],
  hidden: 'verborgen',
};
const count = (svg: string, part: string) => svg.split(part).length - 1;
const heights = (svg: string) =>
  [...svg.matchAll(/<rect x="[^"]+" y="[^"]+" width="[^"]+" height="([^"]+)" fill="#0b5cad"/g)].map(([, height]) =>
    Number(height),
  );

describe.each([
  ['a bar chart', barChart],
  ['a line chart', lineChart],
])('%s', (_, draw) => {
  it('has a title, a description and a language, and each value says what it is', () => {
    const svg = draw(CHART);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" .*role="img" .*lang="nl".*<\/svg>$/);
    expect(svg).toContain('aria-labelledby="chart-title chart-description"');
    expect(svg).toContain('<desc id="chart-description">Twee reeksen over drie maanden.</desc>');
    expect(svg).toContain('<title>2026-01 cliënten: 1.250</title>');
    expect(svg).toContain('<title>2026-03 contacten van &#39;A &#38; B&#39;: 0</title>');
  });

  it('shows what is not shown as that, and not as nothing', () => {
    const svg = draw(CHART);
    expect(svg).toContain('<title>2026-02 cliënten: verborgen</title>');
    expect(svg).toMatch(/<text [^>]*>verborgen<\/text>/);
    expect(draw({ ...CHART, series: CHART.series.slice(1) })).not.toContain('verborgen');
  });

  it('holds no markup of its data, no script and nothing from elsewhere', () => {
    const svg = draw({ ...CHART, labels: ['</text><script>alert(1)</script>', '\u0000', 'c'] });
    expect(svg).not.toMatch(/<script|\u0000|href|<style|url\(/);
    expect(svg).toContain('&#60;per maand&#62; &#38; meer');
  });

  it('is drawn when there is nothing to draw', () => {
    for (const labels of [[], ['2026-01']]) {
      const svg = draw({ ...CHART, labels, series: labels.map((name) => ({ name, values: [null] })) });
      expect(svg).not.toMatch(/NaN|Infinity/);
    }
  });

  it('tells series apart by more than their colour', () => {
    const series = Array.from({ length: 20 }, (_, index) => ({ name: `reeks ${index}`, values: [1, 2, 3] }));
    const signs = [
      ...draw({ ...CHART, series }).matchAll(/stroke="(#[^"]+)" stroke-width="4" stroke-dasharray="([^"]+)"/g),
    ];
    expect(new Set(signs.map(([, colour, dashes]) => `${colour} ${dashes}`)).size).toBe(20);
  });
});

describe('charts', () => {
  it('have bars as high as their values, on an axis of round numbers', () => {
    const [first = 0, last = 0] = heights(barChart(CHART));
    expect(first / last).toBeCloseTo(1250 / 1900, 2);
    const svg = barChart(CHART);
    for (const tick of ['0', '500', '1.000', '1.500', '2.000']) expect(svg).toMatch(new RegExp(`>${tick}</text>`));
  });

  it('break a line where a value is not shown', () => {
    const values = [1, 2, null, 4, 5];
    const svg = lineChart({ ...CHART, labels: ['a', 'b', 'c', 'd', 'e'], series: [{ name: 'x', values }] });
    expect(count(svg, '<polyline')).toBe(2);
    expect(count(svg, '<circle')).toBe(4);
  });

  it('name no more labels than there is room for', () => {
    for (const [name, most] of [
      ['dag-', 14],
      ['een lange naam van een dag ', 5],
    ] as const) {
      const labels = Array.from({ length: 366 }, (_, index) => `${name}${index}`);
      const svg = lineChart({ ...CHART, labels, series: [{ name: 'x', values: labels.map(() => 1) }] });
      const named = [...svg.matchAll(/<text [^>]*>(dag-|een lange naam)/g)].length;
      expect(named).toBeGreaterThan(most / 2);
      expect(named).toBeLessThanOrEqual(most);
    }
  });
});
