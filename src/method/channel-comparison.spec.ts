import { type ChannelIndex, compareChannels } from './channel-comparison.js';
import { wilson } from './wilson.js';

const channel = (unit: string, name: string, p: number, n: number): ChannelIndex => {
  const { low, high } = wilson(p, n);
  return {
    unit,
    channel: name,
    n,
    value: 100 * p,
    low: 100 * low,
    high: 100 * high,
    se: 100 * Math.sqrt((p * (1 - p)) / n),
  };
};

describe('channels of a unit (method §6)', () => {
  it('reports more than 5 points at 30 each, within a unit only', () => {
    const found = compareChannels([
      channel('TDM', 'kiosk', 0.98, 400),
      channel('TDM', 'web', 0.8, 100),
      channel('TDM', 'paper', 0.5, 29),
      channel('TA', 'kiosk', 0.96, 300),
      channel('TA', 'web', 0.92, 300),
    ]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ unit: 'TDM', channels: ['kiosk', 'web'] });
    expect(found[0]?.difference).toBeCloseTo(-18, 10);
    expect(found[0]?.correctedP).toBeLessThan(0.001);
  });
});
