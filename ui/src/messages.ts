// SPDX-License-Identifier: Apache-2.0
// Words, numbers and dates in the user's language. All of it comes from the server, from the one
// catalogue that reports and commands use too, and from the JDK's locale data: browsers know no
// Kazakh and no Mongolian.

export interface Language {
  /** BCP 47 */
  code: string;
  /** its name in itself */
  name: string;
  direction: 'ltr' | 'rtl';
  /** other languages that there are, with their names in themselves */
  others: { code: string; name: string }[];
  numbers: { decimal: string; group: string; minus: string; percent: string };
  /** 12 names, as they stand in a date */
  months: string[];
  monthsShort: string[];
  /** 7 names from Monday on */
  days: string[];
  /** patterns of CLDR: y, MMM, MMMM and d are replaced */
  dateLong: string;
  dateMedium: string;
  /** countries and territories by their codes (ISO 3166-1 alpha-2) */
  regions: Record<string, string>;
  words: Record<string, string>;
}

let language: Language = {
  code: 'en',
  name: 'English',
  direction: 'ltr',
  others: [],
  numbers: { decimal: '.', group: ',', minus: '-', percent: '%' },
  months: [],
  monthsShort: [],
  days: [],
  dateLong: 'd MMMM y',
  dateMedium: 'd MMM y',
  regions: {},
  words: {},
};

const KEPT = 'sunqar.language';

/** What the user chose before, else what the browser asks for, else English. */
export function preferred(): string {
  try {
    const kept = localStorage.getItem(KEPT);
    if (kept) return kept;
  } catch {
    // a browser that keeps nothing
  }
  return navigator.languages[0]?.split('-')[0] ?? 'en';
}

/** Loads a language; the page takes its direction. English when the server has no such one. */
export async function use(code: string, keep = false): Promise<void> {
  const answer = await fetch(`/app/language/${encodeURIComponent(code)}`);
  if (!answer.ok) throw new Error(`${answer.status}`);
  set((await answer.json()) as Language);
  if (keep) {
    try {
      localStorage.setItem(KEPT, language.code);
    } catch {
      // a browser that keeps nothing
    }
  }
}

export function set(value: Language): void {
  language = value;
  if (typeof document !== 'undefined') {
    document.documentElement.lang = value.code;
    document.documentElement.dir = value.direction;
  }
}

export const current = (): Language => language;

/** The name of a country or territory in the user's language. */
export const region = (code: string, otherwise = code): string => language.regions[code] ?? otherwise;

export type Values = Record<string, string | number>;

/**
 * A sentence of the catalogue with its {names} replaced. Where it depends on a number, the catalogue
 * has `key.one`, `key.few`, ...: the value `n` chooses. A key that is not there is shown as it is, so
 * that tests see it.
 */
export function t(key: string, values?: Values): string {
  const n = values?.['n'];
  const plural = typeof n === 'number' ? `${key}.${category(language.code, n)}` : key;
  const text = language.words[plural] ?? language.words[`${key}.other`] ?? language.words[key] ?? key;
  if (!values) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? number(value) : value;
  });
}

/** CLDR's plural category of a whole or decimal number. */
export function category(code: string, n: number): string {
  const whole = Number.isInteger(n);
  const [tens, hundreds] = [n % 10, n % 100];
  switch (code) {
    case 'ar':
      if (n === 0) return 'zero';
      if (n === 1) return 'one';
      if (n === 2) return 'two';
      if (whole && hundreds >= 3 && hundreds <= 10) return 'few';
      return whole && hundreds >= 11 ? 'many' : 'other';
    case 'ru':
      if (!whole) return 'other';
      if (tens === 1 && hundreds !== 11) return 'one';
      return tens >= 2 && tens <= 4 && !(hundreds >= 12 && hundreds <= 14) ? 'few' : 'many';
    case 'fr':
    case 'pt':
      return n >= 0 && n < 2 ? 'one' : 'other';
    default:
      return n === 1 ? 'one' : 'other';
  }
}

/** A number with at most so many decimals. */
export function number(value: number, decimals = 2): string {
  if (!Number.isFinite(value)) return '–';
  const { decimal, group, minus } = language.numbers;
  const [whole = '0', part] = String(Number(Math.abs(value).toFixed(decimals))).split('.');
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole;
  const negative = value < 0 && Number(value.toFixed(decimals)) !== 0;
  return (negative ? minus : '') + grouped + (part ? decimal + part : '');
}

export const percent = (share: number, decimals = 0): string =>
  number(share * 100, decimals) + language.numbers.percent;

export const megabytes = (bytes: number): string => `${number(bytes / 1e6, bytes < 1e7 ? 1 : 0)} ${t('unit.mb')}`;

/** Square metres as hectares or square kilometres. */
export function area(hectares: number): string {
  return hectares >= 10_000
    ? `${number(hectares / 100, 0)} ${t('unit.km2')}`
    : `${number(hectares, hectares < 10 ? 2 : hectares < 100 ? 1 : 0)} ${t('unit.ha')}`;
}

/** The number of a day before or behind its month: the first is 1er in French. */
export const dayOfMonth = (day: number): string => (day === 1 && language.code === 'fr' ? '1er' : String(day));

/** A day, YYYY-MM-DD or a time that starts with one (UTC), in words. */
export function date(text: string, form: 'long' | 'medium' = 'medium'): string {
  const found = /^(-?\d{4,})-(\d\d)-(\d\d)/.exec(text);
  if (!found) return text;
  const [, year, month, day] = found;
  const pattern = form === 'long' ? language.dateLong : language.dateMedium;
  const index = Number(month) - 1;
  return pattern.replace(/'([^']*)'|MMMM|MMM|MM|M|dd|d|y+/g, (token, quoted?: string) => {
    if (quoted !== undefined) return quoted;
    if (token === 'MMMM') return language.months[index] ?? month!;
    if (token === 'MMM') return language.monthsShort[index] ?? month!;
    if (token === 'MM') return month!;
    if (token === 'M') return String(Number(month));
    if (token === 'dd') return day!;
    if (token === 'd') return dayOfMonth(Number(day));
    return year!;
  });
}

/** A day and a time of it, UTC. */
export const time = (text: string, seconds = false): string => `${date(text)} ${text.slice(11, seconds ? 19 : 16)} UTC`;
