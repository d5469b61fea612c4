import { asRole, type Right, RIGHTS, RIGHTS_OF, ROLES } from './rights.js';

const mayDo = (right: Right): string[] => ROLES.filter((role) => RIGHTS_OF[role].includes(right));

describe('rights', () => {
  it.each([
    ['collect', ['collector', 'integration']],
    ['manageAccounts', ['administrator']],
    ['readAudit', ['administrator', 'auditor']],
    ['issueTickets', ['administrator', 'integration']],
  ] as const)('%s belongs to %j alone', (right, roles) => {
    expect(mayDo(right)).toEqual(roles);
  });

  it('every right belongs to somebody', () => {
    expect(RIGHTS.filter((right) => mayDo(right).length === 0)).toEqual([]);
  });

  it('nobody both designs and approves a questionnaire', () => {
    expect(
      mayDo('designQuestionnaires').filter((role) => mayDo('approveQuestionnaires').includes(role)),
    ).toEqual([]);
  });

  it('knows a role by its word', () => {
    expect(asRole('leader')).toBe('leader');
    expect(asRole('Leader')).toBeUndefined();
  });
});
