import { chooseLocale } from './locale.js';

describe('chooseLocale', () => {
  it.each([
    ['an explicit choice wins', 'en', 'vi', 'vi', 'en'],
    ['then the remembered one', undefined, 'en', 'vi', 'en'],
    ['then the best of Accept-Language', undefined, undefined, 'fr, vi;q=0.3, en-GB;q=0.8', 'en'],
    ['a refused language is not taken', undefined, undefined, 'en;q=0', 'vi'],
    ['then Vietnamese', undefined, undefined, 'fr', 'vi'],
    ['an unknown choice is ignored', 'xx', 'yy', undefined, 'vi'],
  ])('%s', (_name, query, cookie, header, expected) => {
    expect(chooseLocale(query, cookie, header)).toBe(expected);
  });
});
