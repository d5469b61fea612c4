import { defineErrors } from '../../platform/errors/app-error.js';

/** Errors of agencies and service fields. */
export const organisationErrors = defineErrors({
  'organisation-file-invalid': {
    status: 422,
    vi: 'Tệp tổ chức có {count} lỗi; không có gì được nhập.',
    en: 'The organisation file has {count} faults; nothing was imported.',
  },
  'agency-not-found': { status: 404, vi: 'Không có cơ quan {agency}.', en: 'There is no agency {agency}.' },
});
