/** Lists the articles that this browser keeps, the last read first. */
async function keptArticles() {
  const cache = await caches.open("bai-da-doc");
  const requests = (await cache.keys()).reverse();
  return Promise.all(
    requests.map(async (request) => {
      const html = await (await cache.match(request)).text();
      const title = new DOMParser().parseFromString(html, "text/html").querySelector("h1");
      return { address: request.url, title: title?.textContent.trim() || request.url };
    }),
  );
}

export default async function offlinePages(element) {
  if (!("caches" in window)) return;
  const articles = await keptArticles();
  if (articles.length === 0) return;
  const heading = document.createElement("h2");
  heading.className = "section-heading";
  heading.textContent = "Bài đã đọc, mở được khi không có mạng";
  const list = document.createElement("ul");
  list.className = "title-list";
  for (const { address, title } of articles) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = title;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  element.append(heading, list);
}
