import { readOrganisationFile } from '../modules/organisation/domain/organisation-file.js';
import { demonstrationProvince, initials } from './province.js';

const DAY_BEFORE = '2025-06-30';
const DAY_AFTER = '2025-07-01';

function presentOn(day: string): { code: string; level: string; parent: string | undefined }[] {
  return demonstrationProvince().agencies.flatMap(({ code, versions }) =>
    versions
      .filter(({ from, to }) => from <= day && (to === undefined || day <= to))
      .map(({ level, parent }) => ({ code, level, parent })),
  );
}

function countOn(day: string, level: string): number {
  return presentOn(day).filter((agency) => agency.level === level).length;
}

describe('the demonstration province', () => {
  it('is a file without a fault', () => {
    expect(readOrganisationFile(demonstrationProvince()).faults).toEqual([]);
  });

  it.each([
    [DAY_BEFORE, 1, 17, 9, 91],
    [DAY_AFTER, 1, 17, 0, 36],
  ])('on %s has %i province, %i departments, %i districts and %i communes', (day, ...counts) => {
    expect(['province', 'department', 'district', 'commune'].map((level) => countOn(day, level))).toEqual(
      counts,
    );
  });

  it('gives every old agency exactly one fate, and every new commune at least two predecessors', () => {
    const { successions } = demonstrationProvince();
    expect(successions.map(({ from }) => from).sort()).toEqual(
      presentOn(DAY_BEFORE)
        .map(({ code }) => code)
        .sort(),
    );
    for (const { code } of presentOn(DAY_AFTER).filter(({ level }) => level === 'commune')) {
      expect(successions.filter(({ to }) => to === code).length).toBeGreaterThanOrEqual(2);
    }
    expect(successions.filter(({ kind }) => kind === 'abolish')).toHaveLength(9);
  });

  it('names every agency and service field in both languages', () => {
    const { agencies, serviceFields } = demonstrationProvince();
    const names = [
      ...agencies.flatMap(({ versions }) => versions.map(({ name }) => name)),
      ...serviceFields.map(({ name }) => name),
    ];
    expect(names.filter(({ en }) => en === undefined)).toEqual([]);
  });

  it.each([
    ['Sở Nội vụ', 'SNV'],
    ['Thủ Dầu Một', 'TDM'],
    ['Văn phòng UBND tỉnh', 'VPUBNDT'],
    ['Dĩ An', 'DA'],
  ])('shortens %s to %s', (title, short) => {
    expect(initials(title)).toBe(short);
  });
});
