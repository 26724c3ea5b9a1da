// In the preview only: what is wrong with the content, over whatever page is seen.

const FOLDED = "portal-problems-folded";

const box = make("aside", { id: "portal-problems", ariaLabel: "Lỗi trong nội dung" });
const button = make("button", { type: "button" });
const told = make("div", { id: "portal-problems-told" });
button.setAttribute("aria-controls", told.id);
box.append(button, told);

// There before it is filled: what is filled at its birth is not read out.
const status = make("div", { id: "portal-problems-status", role: "status" });

// First in the document, so that one press of Tab leads to it; outside the body, which is compared
// with what the server sends.
document.body.before(status);

let shown = [];
let cameFrom = null;

button.addEventListener("click", () => fold(!isFolded()));
box.addEventListener("focusin", (event) => {
  if (!box.contains(event.relatedTarget)) cameFrom = event.relatedTarget;
});
document.addEventListener("keydown", (event) => {
  // A dialog of the page is closed first.
  const isOurs = event.key === "Escape" && !event.defaultPrevented && !document.querySelector(":modal");
  if (isOurs && box.isConnected && !isFolded()) fold(true);
});

export function showProblems(problems) {
  if (JSON.stringify(problems) === JSON.stringify(shown)) return;
  shown = problems;
  if (problems.length) {
    const list = make("ol");
    list.append(...problems.map(itemOf));
    told.replaceChildren(make("h2", { textContent: summary() }), list);
    fold(isFolded());
    if (!box.isConnected) status.after(box);
  } else {
    const hadFocus = box.contains(document.activeElement);
    box.remove();
    sessionStorage.removeItem(FOLDED); // The next mistake is another one.
    if (hadFocus) cameFrom?.focus({ preventScroll: true });
  }
  status.textContent = problems.length ? `${summary()}. ${textOf(problems[0])}` : "Không còn lỗi.";
}

function summary() {
  return `Có ${shown.length} lỗi cần sửa trước khi dựng`;
}

function itemOf(problem) {
  const item = make("li");
  item.append(
    make("b", { textContent: `${problem.file}, dòng ${problem.line}` }),
    make("p", { textContent: textOf(problem) }),
    make("p", { textContent: `→ ${problem.remedy}` }),
  );
  return item;
}

function textOf(problem) {
  return `${problem.key}: ${problem.message}`;
}

// Remembered from page to page.
function isFolded() {
  return sessionStorage.getItem(FOLDED) !== null;
}

function fold(folded) {
  if (folded) sessionStorage.setItem(FOLDED, "");
  else sessionStorage.removeItem(FOLDED);
  told.hidden = folded;
  button.textContent = folded ? `Xem ${shown.length} lỗi` : "Thu gọn";
  button.title = folded ? "" : "Phím tắt: Esc";
  button.ariaExpanded = String(!folded);
}

function make(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}
