/** Close the popover `sheet` where it would be in the way: when the keyboard's focus is elsewhere,
    perhaps behind it, and in a window with room enough that its button is gone. */
export default function init(sheet) {
  const button = document.querySelector(`[popovertarget="${sheet.id}"]`);
  addEventListener("focusin", ({ target }) => {
    if (!sheet.contains(target) && target.matches(":focus-visible")) sheet.hidePopover();
  });
  addEventListener("resize", () => {
    if (!button.offsetWidth) sheet.hidePopover();
  });
}
