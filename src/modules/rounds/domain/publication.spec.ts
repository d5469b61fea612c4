import fc from 'fast-check';
import { keepDigits } from './par-index-file.js';
import { warnOfMeans, warnOfNotes, warnOfSums } from './publication-checks.js';
import { addsUp, isSameValue, type Publication, sipasGeneration } from './publication.js';

const noted = (note: string): Publication => ({
  ...{
    instrument: 'sipas',
    measuringBody: 'Bộ Nội vụ',
    unit: 'X',
    year: 2019,
    item: 'overall',
    printed: '1',
    rank: null,
  },
  ...{ generation: 'sipas-2640', source: 's', note },
});
const where = { unit: 'X', year: 2020 };

describe('published values', () => {
  it.each([
    ['PAR INDEX 2020 of Bình Dương', ['55.48', '8.82', '20.27', '2.36'], '86.93', true],
    ['the same with one digit wrong', ['55.48', '8.82', '20.27', '2.37'], '86.93', false],
    ['what binary floats get wrong', ['0.1', '0.2'], '0.3', true],
    ['trailing zeros', ['44', '32.22'], '76.220', true],
  ])('%s', (_, parts, total, expected) => {
    expect(addsUp(parts, total)).toBe(expected);
    expect(warnOfSums([{ ...where, parts, total }])).toHaveLength(expected ? 0 : 1);
  });

  it('the plain mean of the nine districts of 2017 is 78.39', () => {
    const values = ['84.58', '82.0', '80.27', '79.04', '78.06', '77.83', '76.22', '76.03', '71.46'];
    expect(warnOfMeans([{ ...where, values, mean: '78.39' }])).toEqual([]);
    expect(warnOfMeans([{ ...where, values, mean: '78.38' }])).toMatchObject([{ code: 'meanWrong' }]);
  });

  it.each([
    ['CONFLICT: same article says +2.99 on 2018 (85.03+2.99=88.02)', ['statedInNote']],
    ['rank stated; index = 86.50-2.93 not stated', []],
    ['(91.10-81.75=9.35)', []],
    ['(91.10-81.75=12.93)', ['differenceWrong']],
    ['(85.03+2.99=88.05)', ['differenceWrong']],
  ])('the note %j warns of %j', (note, codes) => {
    expect(warnOfNotes([noted(note)]).map(({ code }) => code)).toEqual(codes);
  });

  it('79.0 and 79.00 are one value, 88.2 and 88.02 are two', () => {
    expect(isSameValue('79.0', '79.00')).toBe(true);
    expect(isSameValue('88.2', '88.02')).toBe(false);
  });

  it.each([
    [2017, 'sipas-2640'],
    [2021, 'sipas-2640'],
    [2022, 'sipas-1001'],
  ])('%i belongs to %s', (year, generation) => {
    expect(sipasGeneration(year)).toBe(generation);
  });

  it('keeping digits changes nothing but that numbers become texts', () => {
    expect(JSON.parse(keepDigits('{"a 1.50": [79.0, -2, 1e3, "x \\" 7.0"], "b": null}'))).toEqual({
      'a 1.50': ['79.0', '-2', '1e3', 'x " 7.0'],
      b: null,
    });
    const numbersAsText = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
        typeof inner === 'number' ? String(inner) : inner,
      );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(keepDigits(JSON.stringify(value)))).toEqual(numbersAsText(value));
      }),
    );
  });
});
