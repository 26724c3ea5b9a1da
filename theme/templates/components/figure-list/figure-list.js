/* A box that narrows the list while one types; marks and case do not matter. */

const fold = (text) =>
  text
    .toLowerCase()
    .replace(/[đð]/g, "d")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "");

/** Narrow the list in `element` by its search box, if it has one. */
export default function init(element) {
  const input = element.querySelector(".figure-list-find input");
  if (!input) return;
  const status = element.querySelector(".figure-list-find [role=status]");
  const sections = [...element.querySelectorAll("section")];
  // A topic's name finds all that stands under it.
  const rows = sections.flatMap((section) =>
    [...section.querySelectorAll("li")].map((row) => [row, fold(`${section.querySelector("h2").textContent} ${row.textContent}`)]),
  );

  input.addEventListener("input", () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [row, text] of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    for (const section of sections) {
      section.hidden = !section.querySelector("li:not([hidden])");
    }
    status.textContent = !words.length ? "" : shown ? `${shown} chỉ tiêu` : "Không có chỉ tiêu nào khớp. Thử bớt từ.";
  });
}
