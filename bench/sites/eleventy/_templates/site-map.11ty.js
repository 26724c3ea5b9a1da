const SITE = "https://vanphong.example.gov.vn";

export const data = { permalink: "/sitemap.xml" };

export function render({ collections }) {
  const urls = [
    ...collections.articles.map((article) => [article.url, article.date.toISOString()]),
    ...collections.lists.map((list) => [list.url, list.articles[0].date.toISOString()]),
  ];
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.map(([url, date]) => `<url><loc>${SITE}${url}</loc><lastmod>${date}</lastmod></url>`).join("\n")}
</urlset>
`;
}
