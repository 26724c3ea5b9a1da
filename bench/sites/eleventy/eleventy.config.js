// Every list of the site (home, categories, tags, years) cut into pages of 20, as one collection.
const PAGE_SIZE = 20;

const slug = (text) =>
  text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

function lists(articles) {
  const groups = new Map([["/", { title: "Trang chủ", articles }]]);
  const add = (url, title, article) => {
    if (!groups.has(url)) groups.set(url, { title, articles: [] });
    groups.get(url).articles.push(article);
  };
  for (const article of articles) {
    add(`/chuyen-muc/${article.data.category}/`, article.data.category, article);
    add(`/${article.date.getUTCFullYear()}/`, `Năm ${article.date.getUTCFullYear()}`, article);
    for (const tag of article.data.keywords) add(`/tu-khoa/${slug(tag)}/`, tag, article);
  }
  const pages = [];
  for (const [url, group] of groups) {
    const total = Math.ceil(group.articles.length / PAGE_SIZE);
    const address = (number) => (number === 1 ? url : `${url}page/${number}/`);
    for (let number = 1; number <= total; number++) {
      pages.push({
        title: group.title,
        url: address(number),
        number,
        total,
        newer: number > 1 ? address(number - 1) : null,
        older: number < total ? address(number + 1) : null,
        articles: group.articles.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE),
      });
    }
  }
  return pages;
}

export default function (config) {
  config.addPassthroughCopy("hinh-anh");
  config.addPassthroughCopy("style.css");
  config.addCollection("articles", (api) => api.getFilteredByGlob("bai-viet/**/*.md").reverse());
  config.addCollection("lists", (api) => lists(api.getFilteredByGlob("bai-viet/**/*.md").reverse()));
  config.addGlobalData("slugged", () => slug);
  return { markdownTemplateEngine: false, dir: { input: ".", output: "_site" } };
}
