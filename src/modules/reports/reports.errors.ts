import { defineErrors } from '../../platform/errors/app-error.js';

export const reportErrors = defineErrors({
  'report-format-unknown': {
    status: 404,
    vi: 'Không có tệp báo cáo {file}; các tệp: {known}.',
    en: 'There is no report file {file}; the files are: {known}.',
  },
  'report-query-invalid': {
    status: 400,
    vi: 'Tham số của báo cáo không hợp lệ.',
    en: 'A parameter of the report is not valid.',
  },
});
