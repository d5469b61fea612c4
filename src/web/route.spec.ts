import { paths } from './paths.js';
import { route, withQuery } from './route.js';

describe('route', () => {
  it('fills its parameters and encodes them', () => {
    expect(route('/r/:round/page/:page')({ round: 'BD 2025/Q4', page: 'TC' })).toBe(
      '/r/BD%202025%2FQ4/page/TC',
    );
  });

  it('keeps its pattern for the controller', () => {
    expect(paths.form.page.pattern).toBe('/r/:round/page/:page');
  });

  it('needs no argument without parameters', () => {
    expect(paths.receipt()).toBe('/receipt');
  });
});

describe('withQuery', () => {
  it('adds, replaces and drops parameters', () => {
    expect(withQuery('/receipt?code=A&x=1', { lang: 'en', code: 'B', x: undefined })).toBe(
      '/receipt?code=B&lang=en',
    );
  });

  it('leaves a URL without query alone', () => {
    expect(withQuery('/receipt', { code: '' })).toBe('/receipt');
  });
});
