import { organisationFileOfRows } from './agency-rows.js';
import { readOrganisationFile } from './organisation-file.js';

const version = { from: '2020-01-01', name: { vi: 'Sở' }, level: 'department' };
const faultsOf = (value: unknown): string[] =>
  readOrganisationFile(value).faults.map(({ pointer, code }) => `${pointer} ${code}`);

describe('an organisation file', () => {
  it('may be small', () => {
    const { file, faults } = readOrganisationFile({ agencies: [{ code: 'A', versions: [version] }] });
    expect(faults).toEqual([]);
    expect(file).toEqual({
      agencies: [{ code: 'A', versions: [version] }],
      successions: [],
      serviceFields: [],
    });
  });

  it.each([
    ['agency without version', { agencies: [{ code: 'A', versions: [] }] }, ['/agencies/0/versions list']],
    [
      'last day before the first',
      { agencies: [{ code: 'A', versions: [{ ...version, to: '2019-12-31' }] }] },
      ['/agencies/0/versions/0/to order'],
    ],
    [
      'code twice',
      {
        agencies: [
          { code: 'A', versions: [version] },
          { code: 'A', versions: [version] },
        ],
      },
      ['/agencies/1/code twice'],
    ],
    ['misspelt key', { agencie: [] }, ['/agencie unknownKey']],
    [
      'abolished with a successor',
      { successions: [{ from: 'A', to: 'B', kind: 'abolish', on: '2025-07-01', decision: 'NQ' }] },
      ['/successions/0/to successor'],
    ],
    [
      'merged into nothing',
      { successions: [{ from: 'A', kind: 'merge', on: '2025-07-01', decision: 'NQ' }] },
      ['/successions/0/to successor'],
    ],
    ['service field without name', { serviceFields: [{ code: 'S' }] }, ['/serviceFields/0/name missing']],
    ['list instead of an object', [], [' object']],
  ])('with an %s is refused', (_, value, faults) => {
    expect(faultsOf(value)).toEqual(faults);
  });

  it('made of rows points back to them', () => {
    const row = {
      code: 'A',
      from: '2020-01-01',
      to: '',
      level: 'department',
      parent: '',
      name_vi: '',
      name_en: '',
    };
    const { value, atRow } = organisationFileOfRows([
      { ...row, name_vi: 'Sở' },
      { ...row, code: 'B' },
      { ...row, from: '?', name_vi: 'Sở' },
    ]);
    const { faults } = readOrganisationFile(value);
    expect(faults.map(atRow).map(({ pointer }) => pointer)).toEqual(['row 4: from', 'row 3: name_vi']);
  });
});
