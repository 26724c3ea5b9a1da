// In the preview only: shows an edit without loading the page anew, and what is wrong with it.

const events = new EventSource("/__portal/events");

events.addEventListener("change", (event) => {
  const { pages, reload } = JSON.parse(event.data);
  if (reload) location.reload();
  else if (pages === null || pages.includes(decodeURI(location.pathname))) refresh();
});

events.addEventListener("problems", (event) => showProblems(JSON.parse(event.data)));

// The server was restarted (settings or code changed): what it serves now may look different.
let lost = false;
events.addEventListener("error", () => { lost = true; });
events.addEventListener("open", () => { if (lost) location.reload(); });

async function refresh() {
  const answer = await fetch(location.pathname, { cache: "no-store" });
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (headOf(next) !== headOf(document)) {
    location.reload();
    return;
  }
  document.title = next.title;
  const shown = document.querySelector("main");
  const fresh = next.querySelector("main");
  if (shown && fresh) mend(shown, fresh);
  document.dispatchEvent(new CustomEvent("portal:refreshed"));
}

// The style sheets and scripts of a page: other ones need a fresh start.
function headOf(page) {
  return [...page.querySelectorAll("link[rel=stylesheet], script[src]")]
    .map((element) => element.getAttribute("href") ?? element.getAttribute("src"))
    .join();
}

// Replaces only the children that differ, so that scrolling, focus and started modules stay.
function mend(shown, fresh) {
  const before = [...shown.children];
  const after = [...fresh.children];
  if (before.length !== after.length || !before.length || shown.dataset.module !== undefined) {
    if (shown.innerHTML !== fresh.innerHTML) shown.innerHTML = fresh.innerHTML;
    return;
  }
  before.forEach((child, index) => {
    const next = after[index];
    if (child.dataset.module !== undefined && next.dataset.module !== undefined) return;
    if (child.isEqualNode(next)) return;
    if (child.tagName === next.tagName && child.children.length && next.children.length) mend(child, next);
    else child.replaceWith(next);
  });
}

function showProblems(problems) {
  document.querySelector("#portal-problems")?.remove();
  if (!problems.length) return;
  const box = document.createElement("aside");
  box.id = "portal-problems";
  box.setAttribute("role", "status");
  box.setAttribute("aria-label", "Lỗi trong nội dung");
  const heading = document.createElement("h2");
  heading.textContent = `Có ${problems.length} lỗi cần sửa trước khi dựng`;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Thu gọn";
  close.addEventListener("click", () => box.remove());
  const list = document.createElement("ol");
  for (const problem of problems) {
    const item = document.createElement("li");
    const place = document.createElement("b");
    place.textContent = `${problem.file}, dòng ${problem.line}`;
    const text = document.createElement("p");
    text.textContent = `${problem.key}: ${problem.message}`;
    const remedy = document.createElement("p");
    remedy.textContent = `→ ${problem.remedy}`;
    item.append(place, text, remedy);
    list.append(item);
  }
  box.append(heading, close, list);
  document.body.append(box);
}
