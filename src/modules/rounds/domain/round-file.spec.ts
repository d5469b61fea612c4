import { readRoundFile } from './round-file.js';

const whole = {
  code: 'R',
  title: { vi: 'Đợt' },
  measuringAgency: 'BD-SNV',
  population: { vi: 'Người dân' },
  questionnaire: { code: 'sipas-2640', version: 1 },
  index: { code: 'sipas-2640', version: 1 },
  from: '2025-04-01',
  to: '2025-06-30',
  channels: ['web'],
  agencies: ['BD-SNV'],
  services: ['S'],
  legalBasis: 'QĐ',
};
const target = { threshold: 95, due: '2025-12-31', legalBasis: 'QĐ' };

describe('a round file', () => {
  it('needs neither targets nor a word on simulation', () => {
    const { file, faults } = readRoundFile(whole);
    expect(faults).toEqual([]);
    expect(file).toMatchObject({ simulated: false, targets: [] });
  });

  it.each([
    ['a day', { to: '2025-03-31' }, ['/to order']],
    ['a channel twice', { channels: ['web', 'web'] }, ['/channels/1 twice']],
    ['no channel', { channels: [] }, ['/channels list']],
    ['an unknown level', { agencies: { under: 'BD', levels: ['village'] } }, ['/agencies/levels/0 choice']],
    ['agencies as a word', { agencies: 'BD' }, ['/agencies object']],
    ['a threshold of 0', { targets: [{ ...target, threshold: 0 }] }, ['/targets/0/threshold number']],
    [
      'a threshold of three decimals',
      { targets: [{ ...target, threshold: 94.995 }] },
      ['/targets/0/threshold number'],
    ],
    ['two targets of one item', { targets: [target, target] }, ['/targets/1/item twice']],
    ['a version of 1.5', { index: { code: 'x', version: 1.5 } }, ['/index/version number']],
  ])('with %s that cannot be is refused', (_, change, expected) => {
    const { faults } = readRoundFile({ ...whole, ...change });
    expect(faults.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
  });
});
