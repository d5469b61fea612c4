import fc from 'fast-check';
import { maskPersonalData } from './masking.js';

describe('masking of personal data (method §5)', () => {
  it.each([
    ['Anh Tuấn ở quầy 3 rất nhiệt tình', 'Anh [tên] ở quầy 3 rất nhiệt tình'],
    ['Tôi gặp bà Nguyễn Thị Hoa, phòng Tư pháp', 'Tôi gặp bà [tên], phòng Tư pháp'],
    ['ông nguyễn văn an rất tốt', 'ông [tên] rất tốt'],
    ['Đồng chí: Trần Quốc Bảo đã giúp tôi', 'Đồng chí: [tên] đã giúp tôi'],
    ['CHỊ LAN HƯỚNG DẪN', 'CHỊ [tên]'],
    ['Cán bộ Lê Minh Hùng thái độ chưa tốt', 'Cán bộ [tên] thái độ chưa tốt'],
    ['Nguyễn Hoàng Phương Linh đã nộp hồ sơ', '[tên] đã nộp hồ sơ'],
    ['Gọi tôi 0912 345 678 hoặc +84 912.345.678', 'Gọi tôi [số điện thoại] hoặc [số điện thoại]'],
    ['ĐT bàn (0274) 3822-999', 'ĐT bàn [số điện thoại]'],
    ['CCCD 074099001234, hộ chiếu B1234567', 'CCCD [số giấy tờ], hộ chiếu [số giấy tờ]'],
    ['căn cước 079 123 456 789', 'căn cước [số giấy tờ]'],
    ['cmnd 280 123 456', 'cmnd [số giấy tờ]'],
    ['Xe 61A-123.45 và 61-B1 678.90, 59X1-1234', 'Xe [biển số] và [biển số], [biển số]'],
    ['Thư: an.nguyen@gmail.com.', 'Thư: [thư điện tử].'],
  ])('%s', (text, expected) => {
    expect(maskPersonalData(text).text).toBe(expected);
  });

  it.each([
    'Anh chị hướng dẫn rất tận tình',
    'Tôi từ Bà Rịa lên',
    'Nộp 500.000.000 đồng, phí 15000 đồng, hẹn 15/12/2025 lúc 14:30',
    'Nộp ngày 03-05-2025 08:30, trả 01.01.2026 lúc 10 giờ',
    'Phí 500000000 đồng hay 500 000 000 đ',
    'Gọi 1900 1022 không ai nghe',
    'Chờ 30 ngày, đi lại 4 lần, quầy số 12',
    'Bà con mong rút ngắn thời gian',
    'Ở đường Nguyễn Văn Linh hay kẹt xe',
  ])('leaves "%s"', (text) => {
    expect(maskPersonalData(text)).toMatchObject({ text, total: 0 });
  });

  it('tells how much it masked, also in decomposed Unicode', () => {
    const masked = maskPersonalData('Chị Hồng, 0912345678'.normalize('NFD'));
    expect(masked).toMatchObject({
      text: 'Chị [tên], [số điện thoại]',
      masked: { name: 1, phone: 1 },
      total: 2,
    });
  });

  it('leaves no mobile number, however it is written', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(
        digits,
        fc.constantFrom('', ' ', '.', '-'),
        fc.constantFrom('3', '5', '7', '8', '9'),
        (rest, gap, first) => {
          const all = `0${first}${rest.join('')}`;
          const number = [all.slice(0, 4), all.slice(4, 7), all.slice(7)].join(gap);
          return maskPersonalData(`liên hệ ${number} nhé`).text === 'liên hệ [số điện thoại] nhé';
        },
      ),
    );
  });
});
