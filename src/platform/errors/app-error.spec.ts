import { AppError, defineErrors, describeError } from './app-error.js';

const errors = defineErrors({
  'kettle-empty': { status: 409, vi: 'Ấm {kettle} hết nước.', en: 'The kettle {kettle} is empty.' },
});

describe('the catalogue of errors', () => {
  it('makes errors that know their code, status and text', () => {
    const error = errors['kettle-empty']({ kettle: 'A1' }, [{ pointer: '/water', code: 'missing' }]);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'kettle-empty', status: 409, message: 'The kettle A1 is empty.' });
    expect(describeError('kettle-empty', 'vi', error.params)).toBe('Ấm A1 hết nước.');
  });

  it('refuses a code that another module owns', () => {
    expect(() => defineErrors({ 'kettle-empty': { status: 400, vi: '', en: '' } })).toThrow(
      'kettle-empty is defined twice',
    );
  });

  it('leaves a parameter standing that nobody filled in, and knows no text for a foreign code', () => {
    expect(describeError('kettle-empty', 'en')).toBe('The kettle {kettle} is empty.');
    expect(describeError('unheard-of', 'en')).toBe('unheard-of');
  });
});
