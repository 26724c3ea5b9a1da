import { get, set, sizes } from "../../js/preferences.js";

/** Bind the controls in `element` to the reader's preferences. */
export default function init(element) {
  const status = element.querySelector("[role=status]");
  const buttons = [...element.querySelectorAll("[data-step]")];
  const theme = element.querySelector("[data-preference=theme]");
  const contrast = element.querySelector("[data-preference=contrast]");

  const place = () => sizes.indexOf(get("text-size") || "100");

  function show() {
    for (const button of buttons) {
      const next = place() + Number(button.dataset.step);
      const idle = button.dataset.step === "0" ? sizes[place()] === "100" : !(next in sizes);
      button.setAttribute("aria-disabled", String(idle));
    }
    theme.value = get("theme");
    contrast.setAttribute("aria-pressed", String(get("contrast") === "more"));
  }

  for (const button of buttons) {
    button.addEventListener("click", () => {
      const step = Number(button.dataset.step);
      const size = step ? sizes[place() + step] : "100";
      if (!size) return;
      set("text-size", size === "100" ? "" : size);
      status.textContent = `Cỡ chữ ${size}%`;
    });
  }
  theme.addEventListener("change", () => set("theme", theme.value));
  contrast.addEventListener("click", () => set("contrast", get("contrast") ? "" : "more"));

  // Older browsers know no light-dark(), so there is nothing to choose from.
  theme.parentElement.hidden = contrast.hidden = !CSS.supports("color", "light-dark(#000, #fff)");
  addEventListener("preference", show);
  show();
  element.dataset.ready = "";
}
