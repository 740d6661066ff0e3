import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const source = join(process.cwd(), 'src');
const css = readFileSync(join(source, 'ui/tokens.css'), 'utf8');

function token(name: string): { light: string; dark: string } {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  if (!found?.[1] || !found[2]) throw new Error(`There is no token ${name}.`);
  return { light: found[1], dark: found[2] };
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const text = [
  ['ink', 'paper'],
  ['ink', 'surface'],
  ['ink', 'sunken'],
  ['ink', 'primary-soft'],
  ['ink', 'clay-soft'],
  ['ink', 'info-soft'],
  ['ink', 'caution-soft'],
  ['muted', 'paper'],
  ['muted', 'surface'],
  ['muted', 'sunken'],
  ['muted', 'primary-soft'],
  ['primary', 'paper'],
  ['primary', 'surface'],
  ['primary', 'primary-soft'],
  ['on-primary', 'primary'],
  ['on-primary', 'primary-hover'],
  ['clay', 'clay-soft'],
  ['info', 'info-soft'],
  ['caution', 'caution-soft'],
  ['danger', 'surface'],
  ['danger', 'danger-soft'],
  ['voice-one', 'voice-one-soft'],
  ['voice-other', 'voice-other-soft'],
  ['ink', 'voice-one-soft'],
  ['ink', 'voice-other-soft'],
  ['muted', 'voice-one-soft'],
  ['muted', 'voice-other-soft'],
  ['primary', 'voice-one-soft'],
  ['primary', 'voice-other-soft'],
] as const;

const shapes = [
  ['control', 'surface'],
  ['control', 'sunken'],
  ['focus', 'focus-gap'],
  ['c-compassion', 'surface'],
  ['c-critic', 'surface'],
  ['c-rupture', 'surface'],
] as const;

it.each(text)('should let %s be read on %s in light and dark', (front, back) => {
  for (const theme of ['light', 'dark'] as const) {
    expect(contrast(token(front)[theme], token(back)[theme])).toBeGreaterThanOrEqual(4.5);
  }
});

it.each(shapes)('should let the shape of %s be seen on %s in light and dark', (front, back) => {
  for (const theme of ['light', 'dark'] as const) {
    expect(contrast(token(front)[theme], token(back)[theme])).toBeGreaterThanOrEqual(3);
  }
});

it('should name colours in the token file alone', () => {
  const raw = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => /\.(css|tsx)$/.test(file) && !file.endsWith('ui/tokens.css') && !file.includes('.test.'),
    )
    .filter((file) => /#[0-9a-f]{3,8}\b(?![^\n]*['"]\s*\))|\brgba?\(|\bhsla?\(/i.test(styleOf(file)));
  expect(raw).toEqual([]);
});

/** The part of a file that can name a colour: all of a stylesheet, the style attributes of a component. */
function styleOf(file: string): string {
  const whole = readFileSync(join(source, file), 'utf8');
  return file.endsWith('.css') ? whole : (whole.match(/style=\{\{[^}]*\}\}/g) ?? []).join('\n');
}
