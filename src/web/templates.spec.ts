import { loadAssets } from './assets.js';
import { createTemplates, partialName } from './templates.js';

const page = { locale: 'en' as const, nonce: 'n', url: '/receipt?code=A' };

describe('templates', () => {
  const templates = createTemplates(loadAssets());
  const render = (source: string, context: object): string =>
    templates.compile(source)(context, { data: page });

  it('are named by their path, a component by its folder', () => {
    expect(partialName('web/components/radios/radios.hbs')).toBe('components/radios');
    expect(partialName('modules/x/pages/_part.hbs')).toBe('modules/x/pages/_part');
  });

  it('escape what people typed', () => {
    const html = render('{{> components/textarea}}', {
      id: 'a',
      name: 'a',
      label: 'A',
      value: '</textarea><script>',
    });
    expect(html).toContain('&lt;/textarea&gt;&lt;script&gt;</textarea>');
  });

  it('keep the page when the language is switched', () => {
    const html = render('{{#> layouts/public title="T"}}text{{/layouts/public}}', {});
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('href="/receipt?code&#x3D;A&amp;lang&#x3D;vi"');
    expect(html).toContain('text');
  });

  it('link assets under the hash of their content', () => {
    expect(render('{{asset "site.css"}}', {})).toMatch(/^\/assets\/site\.[\w-]{10}\.css$/);
  });
});
