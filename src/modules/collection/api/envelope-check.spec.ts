import 'reflect-metadata';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { compileEnvelope } from './envelope-check.js';
import { SubmissionDto } from './submission.dto.js';

const right = {
  id: '2f1c2f0e-7a55-4f0e-9a36-4b2b6d1c9e11',
  round: 'BD-2025-Q4',
  questionnaireVersion: 3,
  agency: 'BD-TDM',
  decidedBy: 'BD-SNV',
  service: 'HT',
  channel: 'web',
  locale: 'vi',
  startedAt: '2025-11-03T09:12:40+07:00',
  submittedAt: '2025-11-03T09:14:31+07:00',
  ticket: null,
  answers: { TC1: 5 },
};
const compiled = compileEnvelope(SubmissionDto);

/** What class-validator itself finds. */
function slowly(body: object): string[] {
  const envelope = Object.assign(new SubmissionDto(), body);
  const faults = validateSync(envelope, { whitelist: true, forbidNonWhitelisted: true });
  return faults.map(({ property }) => property).sort();
}

describe('compileEnvelope', () => {
  it('finds nothing wrong with the example of the contract', () => {
    expect(compiled(right)).toEqual([]);
  });

  it('finds what class-validator finds, whatever is put in or left out', () => {
    const change = fc.dictionary(
      fc.constantFrom(...Object.keys(right), 'phone', 'toString'),
      fc.oneof(
        fc.constantFrom(null, undefined, 'x', 'BD-1', '', 0, 1, 1.5, 'web', 'vi', [], {}, true),
        fc.anything(),
      ),
      { maxKeys: 5 },
    );
    fc.assert(
      fc.property(change, (own) => {
        const body = { ...right, ...own };
        expect(
          compiled(body)
            .map(({ property }) => property)
            .sort(),
        ).toEqual(slowly(body));
      }),
    );
  });
});
