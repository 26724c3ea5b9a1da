import { day, escape, page } from "./base.js";

export function render(data) {
  const tags = data.keywords.map(
    (tag) => `<li><a href="/tu-khoa/${data.slugged(tag)}/">${escape(tag)}</a></li>`,
  );
  return page(data.title, data.page.url, `<article>
<h1>${escape(data.title)}</h1>
<p><time datetime="${data.page.date.toISOString()}">${day(data.page.date)}</time> <a href="/chuyen-muc/${data.category}/">${data.category}</a></p>
<p>${escape(data.summary)}</p>
${data.content}
<p>${escape(data.author)}</p>
${tags.length ? `<ul>${tags.join("")}</ul>` : ""}
</article>`);
}
