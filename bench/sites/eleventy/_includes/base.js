const CATEGORIES = [
  "hoat-dong", "chi-dao", "cai-cach", "tiep-cong-dan", "thi-dua", "kinh-te", "chuyen-doi-so", "thong-bao",
];
const HEADER = `<header><a href="/">Văn phòng UBND tỉnh</a>
<nav><ul>
${CATEGORIES.map((id) => `<li><a href="/chuyen-muc/${id}/">${id}</a></li>`).join("\n")}
</ul></nav></header>`;

export const escape = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

export const day = (date) => {
  const [year, month, number] = date.toISOString().slice(0, 10).split("-");
  return `${number}/${month}/${year}`;
};

export const page = (title, url, main) => `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(title)} – Văn phòng UBND tỉnh</title>
<link rel="canonical" href="https://vanphong.example.gov.vn${url}">
<link rel="stylesheet" href="/style.css">
<link rel="alternate" type="application/rss+xml" href="/index.xml">
</head>
<body>
${HEADER}
<main>
${main}
</main>
<footer><p>Văn phòng Ủy ban nhân dân tỉnh</p></footer>
</body>
</html>
`;
