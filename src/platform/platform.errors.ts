import { defineErrors } from './errors/app-error.js';

/** Errors that belong to no module: the transport, the database, access, start-up. */
export const platformErrors = defineErrors({
  'not-json': {
    status: 400,
    vi: 'Nội dung gửi lên không phải là JSON hợp lệ.',
    en: 'The body is not valid JSON.',
  },
  'bad-request': { status: 400, vi: 'Yêu cầu không đúng khuôn dạng.', en: 'The request is malformed.' },
  'sign-in-required': {
    status: 401,
    vi: 'Cần đăng nhập hoặc khóa truy cập.',
    en: 'Sign in or send a key first.',
  },
  'access-denied': { status: 403, vi: 'Không có quyền thực hiện việc này.', en: 'You may not do this.' },
  'not-found': { status: 404, vi: 'Không tìm thấy địa chỉ này.', en: 'There is nothing at this address.' },
  'method-not-allowed': {
    status: 405,
    vi: 'Địa chỉ này không nhận kiểu yêu cầu đó.',
    en: 'This address does not take that method.',
  },
  'already-exists': { status: 409, vi: 'Dữ liệu này đã có.', en: 'This already exists.' },
  'in-conflict': {
    status: 409,
    vi: 'Dữ liệu mâu thuẫn với dữ liệu đã có.',
    en: 'This is in conflict with what is stored.',
  },
  'too-large': { status: 413, vi: 'Nội dung gửi lên quá lớn.', en: 'The body is too large.' },
  'unsupported-media-type': {
    status: 415,
    vi: 'Không nhận loại nội dung này.',
    en: 'This content type is not accepted.',
  },
  'reference-missing': {
    status: 422,
    vi: 'Dữ liệu nhắc đến một mục không tồn tại.',
    en: 'This refers to something that does not exist.',
  },
  'value-refused': { status: 422, vi: 'Một giá trị không hợp lệ.', en: 'A value is not allowed.' },
  'too-many-requests': {
    status: 429,
    vi: 'Quá nhiều yêu cầu, xin thử lại sau.',
    en: 'Too many requests, please try again later.',
    retryAfter: 30,
  },
  'internal-error': {
    status: 500,
    vi: 'Hệ thống gặp lỗi. Xin thử lại sau.',
    en: 'Something went wrong on our side. Please try again later.',
  },
  'database-unavailable': {
    status: 503,
    vi: 'Cơ sở dữ liệu tạm thời không hoạt động. Xin thử lại sau.',
    en: 'The database is not available at the moment. Please try again.',
    retryAfter: 2,
  },
  'shutting-down': {
    status: 503,
    vi: 'Hệ thống đang khởi động lại. Xin thử lại.',
    en: 'The service is restarting. Please try again.',
    retryAfter: 5,
  },
  'config-invalid': {
    status: 500,
    vi: 'Cấu hình sai: {problems}',
    en: 'The configuration is wrong: {problems}',
  },
  'postgres-other-version': {
    status: 500,
    vi: 'Thư mục {folder} do PostgreSQL {found} tạo ra, bản đi kèm là {expected}. Không thay đổi gì. Hãy sao lưu bằng bản cũ rồi khôi phục vào thư mục mới.',
    en: 'The folder {folder} was made by PostgreSQL {found}, the bundled server is {expected}. Nothing was touched. Back up with the old version and restore into a new folder.',
  },
  'postgres-not-started': {
    status: 500,
    vi: 'PostgreSQL đi kèm không khởi động được trong {folder}: {reason}',
    en: 'The embedded PostgreSQL did not start in {folder}: {reason}',
  },
});
