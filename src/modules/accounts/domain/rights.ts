/** What somebody may do. Checked where it is done, never by role. */
export const RIGHTS = [
  'manageAccounts',
  'manageOrganisation',
  'designQuestionnaires',
  'approveQuestionnaires',
  'manageRounds',
  'collect',
  'issueTickets',
  'readResults',
  'exportResponses',
  'answerCases',
  'readAudit',
] as const;
export type Right = (typeof RIGHTS)[number];

export const ROLES = [
  'administrator',
  'designer',
  'approver',
  'collector',
  'analyst',
  'agencyHead',
  'leader',
  'auditor',
  'integration',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who may do what. Nobody designs and approves, and the administrator does not answer for citizens: `collect` is
 * for those who hand in what others answered. Results are seen within the agency of the account or key.
 */
export const RIGHTS_OF: Readonly<Record<Role, readonly Right[]>> = {
  administrator: [
    'manageAccounts',
    'manageOrganisation',
    'manageRounds',
    'issueTickets',
    'readResults',
    'exportResponses',
    'answerCases',
    'readAudit',
  ],
  designer: ['designQuestionnaires', 'readResults'],
  approver: ['approveQuestionnaires', 'readResults'],
  collector: ['collect'],
  analyst: ['readResults', 'exportResponses'],
  agencyHead: ['readResults', 'answerCases'],
  leader: ['readResults'],
  auditor: ['readResults', 'exportResponses', 'readAudit'],
  integration: ['collect', 'issueTickets', 'readResults'],
};

/** Narrows a word to a role, or undefined. */
export function asRole(word: string): Role | undefined {
  return ROLES.find((role) => role === word);
}
