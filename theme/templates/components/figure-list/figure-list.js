/* A box that narrows the list while one types; marks and case do not matter. */

const fold = (text) =>
  text
    .toLowerCase()
    .replace(/[đð]/g, "d")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "");

/** Put a search box before the list in `element`. */
export default function init(element) {
  const sections = [...element.querySelectorAll("section")];
  const rows = [...element.querySelectorAll("li")].map((row) => [row, fold(row.textContent)]);
  if (rows.length < 8) return;

  const form = document.createElement("div");
  form.className = "figure-list-find";
  const label = document.createElement("label");
  label.textContent = "Lọc chỉ tiêu";
  label.htmlFor = "loc-chi-tieu";
  const input = document.createElement("input");
  input.type = "search";
  input.id = "loc-chi-tieu";
  input.autocomplete = "off";
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  form.append(label, input, status);
  element.prepend(form);

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
    status.textContent = words.length ? `${shown} chỉ tiêu` : "";
  });
}
