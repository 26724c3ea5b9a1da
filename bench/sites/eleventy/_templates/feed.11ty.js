import { escape } from "../_includes/base.js";

const SITE = "https://vanphong.example.gov.vn";

export const data = { permalink: "/index.xml" };

export function render({ collections }) {
  const items = collections.articles.slice(0, 20).map((article) => `<item><title>${escape(article.data.title)}</title><link>${SITE}${article.url}</link><pubDate>${article.date.toUTCString()}</pubDate><guid>${SITE}${article.url}</guid><description>${escape(article.data.summary)}</description></item>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Văn phòng UBND tỉnh</title><link>${SITE}/</link><description>Tin tức</description>
${items.join("\n")}
</channel></rss>
`;
}
