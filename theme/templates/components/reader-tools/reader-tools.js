/** Show each tool of the bar `element` that can work in this browser, and make it work. */
export default function init(element) {
  const status = element.querySelector(":scope > [role=status]");
  const address = document.querySelector("link[rel=canonical]").href;
  const title = document.querySelector("meta[property='og:title']").content;

  function offer(name, act) {
    const button = element.querySelector(`[data-tool=${name}]`);
    button.dataset.works = "";
    button.onclick = () => act(button);
  }

  const panel = element.querySelector("[popover]");
  const hidePanel = () => panel.hidePopover?.();
  element.querySelector(".tool-more").dataset.works = "";
  if (typeof print === "function") {
    offer("print", () => {
      hidePanel();
      print();
    });
  }
  if (navigator.clipboard) {
    const copy = element.querySelector("[data-tool=copy]");
    const label = copy.textContent;
    // Who comes back to the button is told again what it does.
    copy.onblur = () => (copy.textContent = label);
    offer("copy", async () => {
      // Only what changes is spoken, and a second press says the same.
      status.textContent = "";
      // Browsers and those who manage them may refuse.
      const copied = await navigator.clipboard.writeText(address).then(() => true, () => false);
      copy.textContent = status.textContent = copied ? "Đã chép liên kết" : "Không chép được liên kết";
    });
  }
  // A reader who closes the share sheet without choosing rejects the promise: that is no error.
  if (navigator.share) {
    offer("share", () => navigator.share({ title, url: address }).catch(() => {}));
  }

  // Voices may arrive late. Without a Vietnamese one, reading aloud would be noise.
  const speech = window.speechSynthesis;
  const seekVoice = () => {
    const voices = speech.getVoices().filter((voice) => /^vi\b/i.test(voice.lang.replace("_", "-")));
    const voice = voices.find((each) => each.localService) ?? voices[0];
    if (!voice) return;
    speech.removeEventListener?.("voiceschanged", seekVoice);
    offer("listen", async (button) => {
      hidePanel();
      const { readAloud } = await import("./read-aloud.js");
      readAloud(element.closest("article"), voice, button);
    });
  };
  if (speech) {
    speech.addEventListener?.("voiceschanged", seekVoice);
    seekVoice();
  }
}
