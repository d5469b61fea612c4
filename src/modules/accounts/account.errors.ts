import { defineErrors } from '../../platform/errors/app-error.js';

/** Errors of accounts, keys and sign-in. */
export const accountErrors = defineErrors({
  'role-unknown': {
    status: 422,
    vi: 'Không có vai trò {role}. Vai trò: {roles}.',
    en: 'There is no role {role}. Roles: {roles}.',
  },
  'email-invalid': {
    status: 422,
    vi: '{email} không phải là địa chỉ thư điện tử.',
    en: '{email} is not an e-mail address.',
  },
  'account-exists': {
    status: 409,
    vi: 'Tài khoản {email} đã có, với vai trò hoặc cơ quan khác.',
    en: 'The account {email} exists already, with another role or agency.',
  },
  'key-exists': { status: 409, vi: 'Đã có khóa tên {name}.', en: 'There is a key named {name} already.' },
  'key-not-found': {
    status: 404,
    vi: 'Không có khóa tên {name} đang dùng.',
    en: 'There is no key named {name} in use.',
  },
  'key-refused': {
    status: 401,
    vi: 'Khóa truy cập không đúng hoặc đã bị thu hồi.',
    en: 'The key is wrong or was revoked.',
  },
  'sign-in-link-spent': {
    status: 403,
    vi: 'Liên kết đăng nhập đã được dùng, đã hết hạn hoặc không đúng.',
    en: 'This sign-in link was used, has expired or is wrong.',
  },
  'request-from-elsewhere': {
    status: 403,
    vi: 'Yêu cầu này không đến từ trang của hệ thống.',
    en: 'This request does not come from a page of this service.',
  },
});
