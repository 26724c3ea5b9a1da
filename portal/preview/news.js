// What the preview tells, heard through one connection for all tabs: a browser opens six to a host.

const NAME = "portal-preview";
const KINDS = ["change", "problems"];

// Calls `hear(kind, data)` for all that is news to a page of this `version`.
export async function listen(version, hear) {
  let known = version;
  const take = ({ kind, data }) => {
    known = data.version ?? known;
    hear(kind, data);
  };
  const channel = new BroadcastChannel(NAME);
  channel.addEventListener("message", (event) => take(event.data));
  // To the others first: what this tab hears may load it anew.
  const tell = (news) => { channel.postMessage(news); take(news); };
  if (!navigator.locks) { // An address that is not secure: seen from another machine.
    connect(known, take);
    return;
  }
  // The lock is held until the tab closes; then another tab, which waits for it, connects.
  navigator.locks.request(NAME, () => new Promise(() => connect(known, tell)));
  // What was told before this tab was there to hear it.
  const answer = await fetch(`/__portal/news?version=${known}`, { cache: "no-store" });
  (await answer.json()).forEach(take);
}

// One that missed something since `version` is told so.
function connect(version, tell) {
  const events = new EventSource(`/__portal/events?version=${version}`);
  for (const kind of KINDS) {
    events.addEventListener(kind, (event) => tell({ kind, data: JSON.parse(event.data) }));
  }
  // The server was restarted (settings or code changed): what it serves now may look different.
  let lost = false;
  events.addEventListener("error", () => { lost = true; });
  events.addEventListener("open", () => {
    if (lost) tell({ kind: "change", data: { pages: null, reload: true } });
  });
}
