import { day, escape, page } from "../_includes/base.js";

export const data = {
  pagination: { data: "collections.lists", size: 1, alias: "list" },
  permalink: ({ list }) => `${list.url}index.html`,
};

export function render({ list }) {
  const items = list.articles.map((article) => `<li><a href="${article.url}">${escape(article.data.title)}</a> <time datetime="${article.date.toISOString()}">${day(article.date)}</time><p>${escape(article.data.summary)}</p></li>`);
  return page(list.title, list.url, `<h1>${escape(list.title)}</h1>
<ul>
${items.join("\n")}
</ul>
<nav>${list.newer ? `<a href="${list.newer}">Mới hơn</a>` : ""} ${list.number}/${list.total} ${list.older ? `<a href="${list.older}">Cũ hơn</a>` : ""}</nav>`);
}
