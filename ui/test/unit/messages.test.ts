// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from 'vitest';
import { type Language, area, category, date, number, percent, set, t } from '../../src/messages.ts';

const russian: Language = {
  code: 'ru',
  name: 'Русский',
  direction: 'ltr',
  others: [],
  numbers: { decimal: ',', group: '\u00a0', minus: '-', percent: '%' },
  months: ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'],
  monthsShort: ['янв.', 'февр.', 'мар.', 'апр.', 'мая', 'июн.', 'июл.', 'авг.', 'сент.', 'окт.', 'нояб.', 'дек.'],
  days: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
  dateLong: "d MMMM y 'г'.",
  dateMedium: "d MMM y 'г'.",
  words: {
    plain: 'Слой {name}',
    'scenes.one': '{n} снимок',
    'scenes.few': '{n} снимка',
    'scenes.many': '{n} снимков',
    'scenes.other': '{n} снимка',
    'unit.ha': 'га',
    'unit.km2': 'км²',
  },
};

describe('words', () => {
  beforeEach(() => set(russian));

  it('are chosen by number', () => {
    expect([1, 2, 5, 11, 21, 1234, 1.5].map((n) => t('scenes', { n }))).toEqual([
      '1 снимок',
      '2 снимка',
      '5 снимков',
      '11 снимков',
      '21 снимок',
      '1234 снимка',
      '1,5 снимка',
    ]);
  });

  it('take values, and a key that is not there is seen', () => {
    expect(t('plain', { name: '<b>' })).toBe('Слой <b>');
    expect(t('plain', {})).toBe('Слой {name}');
    expect(t('no.such')).toBe('no.such');
  });

  it('have numbers, areas and dates of the language', () => {
    expect(number(-1234567.891)).toBe('-1\u00a0234\u00a0567,89');
    expect(number(1234)).toBe('1234');
    expect(number(-0.001)).toBe('0');
    expect(number(Number.NaN)).toBe('–');
    expect(percent(0.825)).toBe('83%');
    expect([area(0.994), area(55.83), area(5583), area(123456)]).toEqual(['0,99 га', '55,8 га', '5583 га', '1235 км²']);
    expect(date('2022-03-09T10:00:00Z', 'long')).toBe('9 марта 2022 г.');
    expect(date('2022-03-09')).toBe('9 мар. 2022 г.');
    expect(date('no date')).toBe('no date');
  });

  it('call the first of a month 1er in French', () => {
    set({ ...russian, code: 'fr', months: ['janvier', 'février'], monthsShort: ['janv.', 'févr.'], dateLong: 'd MMMM y', dateMedium: 'd MMM y' });
    expect([date('2026-01-01', 'long'), date('2026-02-01'), date('2026-01-11', 'long')]).toEqual(['1er janvier 2026', '1er févr. 2026', '11 janvier 2026']);
  });

  it('follow CLDR in Arabic, French and English', () => {
    expect([0, 1, 2, 3, 10, 11, 99, 100, 102, 103].map((n) => category('ar', n))).toEqual([
      'zero', 'one', 'two', 'few', 'few', 'many', 'many', 'other', 'other', 'few',
    ]);
    expect([0, 1, 1.5, 2].map((n) => category('fr', n))).toEqual(['one', 'one', 'one', 'other']);
    expect([0, 1, 1.5, 2].map((n) => category('en', n))).toEqual(['other', 'one', 'other', 'other']);
  });
});
