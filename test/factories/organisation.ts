import {
  type AgencyVersionEntry,
  type OrganisationFile,
} from '../../src/modules/organisation/domain/organisation-file.js';

/** A file with one department and its versions; each version says only what matters to the test. */
export function agencyFile(code: string, ...versions: Partial<AgencyVersionEntry>[]): OrganisationFile {
  const whole = (versions.length === 0 ? [{}] : versions).map((version) => ({
    from: '2020-01-01',
    name: { vi: `Sở ${code}`, en: `Department ${code}` },
    level: 'department' as const,
    ...version,
  }));
  return { agencies: [{ code, versions: whole }], successions: [], serviceFields: [] };
}
