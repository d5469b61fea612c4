import { forecastAt, type ForecastPoint } from './forecast.js';

const point = (time: number, value: number, se: number | null = null): ForecastPoint => ({
  time,
  value,
  se,
  definition: 'sipas-2640@1',
  population: 'one-stop users',
});

describe('projection to a due date (method §4)', () => {
  it('is R’s weighted lm on the logit', () => {
    const rounds = [
      point(2017, 79.5, 0.8),
      point(2018, 82.9, 0.7),
      point(2019, 84.4, 0.9),
      point(2021, 87.1, 0.5),
    ];
    const forecast = forecastAt(rounds, [], 2025);
    expect(forecast?.value).toBeCloseTo(92.0740572689878, 8);
    expect(forecast?.low).toBeCloseTo(88.3147616410704, 8);
    expect(forecast?.high).toBeCloseTo(94.6965650106506, 8);
    expect(forecast).toMatchObject({ kind: 'projection', rounds: 4 });
  });

  it('is R’s plain lm where standard errors are not known', () => {
    const rounds = [point(2017, 79.5), point(2018, 82.9), point(2019, 84.4), point(2021, 87.1)];
    const forecast = forecastAt(rounds, [], 2025);
    expect(forecast?.value).toBeCloseTo(92.1581668585015, 8);
    expect(forecast?.low).toBeCloseTo(88.0184707036181, 8);
    expect(forecast?.high).toBeCloseTo(94.949639009898, 8);
  });

  it('needs three rounds on this side of a break', () => {
    const rounds = [
      point(2018, 85.03),
      point(2019, 88.05),
      point(2020, 88.2),
      point(2022, 80.08),
      point(2023, 82.66),
    ];
    const breaks = [{ from: 2022, reason: 'QĐ 1001/QĐ-BNV' }];
    expect(forecastAt(rounds, breaks, 2025)).toBeNull();
    expect(forecastAt([...rounds, point(2024, 83.94)], breaks, 2025)?.rounds).toBe(3);
    expect(forecastAt(rounds, [], 2022.5)).toBeNull();
  });
});
