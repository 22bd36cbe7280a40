// Keys for the pages: j k move between rows, o opens, v shows the words in the
// article, / searches, ? lists the keys, g and a letter goes to a page; a r e m u
// decide in the corrections. Everything can be done without.
(() => {
  "use strict";
  const places = {
    h: "/", a: "/agenda", b: "/brief", e: "/events", s: "/statements", c: "/conditions", d: "/demands",
    w: "/actors", p: "/pair", n: "/network", m: "/map", t: "/stories", f: "/sources", r: "/corrections",
  };
  let here = null; // the row that keys speak of
  let going = 0; // until when a letter after g is waited for

  const rows = () => [...document.querySelectorAll("[data-item]")].filter((x) => x.offsetParent !== null);

  function move(step) {
    const list = rows();
    if (list.length === 0) return;
    let i = here ? list.indexOf(here) : -1;
    i = i < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, i + step));
    if (here) here.classList.remove("here");
    here = list[i];
    here.classList.add("here");
    here.tabIndex = -1;
    here.focus({ preventScroll: true });
    here.scrollIntoView({ block: "nearest" });
  }

  // follow opens the first link that fits the first selector for which there is one.
  function follow(...selectors) {
    const link = here && selectors.map((x) => here.querySelector(x)).find(Boolean);
    if (link) link.click();
  }

  function help() {
    let box = document.getElementById("keys-help");
    if (!box) {
      box = document.createElement("dialog");
      box.id = "keys-help";
      box.setAttribute("aria-label", "Keys");
      const table = [
        ["j k", "next and previous row"], ["o", "open it"], ["v", "see its words in the article"], ["/", "search"],
        ["g h", "what changed"], ["g a, g b", "agenda, brief"], ["g e, g s", "events, statements"], ["g c, g d", "conditions, demands"],
        ["g w, g p", "actors, pairs"], ["g n, g m", "network, map"], ["g t, g f", "stories, sources"], ["g r", "corrections"],
        ["a r e m u", "accept, reject, edit, merge, undo"], ["Esc", "close"],
      ];
      const heading = document.createElement("h2");
      heading.textContent = "Keys";
      const list = document.createElement("dl");
      list.className = "keys";
      for (const [key, what] of table) {
        const row = document.createElement("div");
        const dt = document.createElement("dt");
        for (const k of key.split(" ")) {
          const kbd = document.createElement("kbd");
          kbd.textContent = k;
          dt.append(kbd, " ");
        }
        const dd = document.createElement("dd");
        dd.textContent = what;
        row.append(dt, dd);
        list.append(row);
      }
      const close = document.createElement("button");
      close.type = "button";
      close.textContent = "Close";
      close.addEventListener("click", () => box.close());
      box.append(heading, list, close);
      document.body.append(box);
    }
    if (box.open) box.close();
    else box.showModal();
  }

  document.addEventListener("keydown", (e) => {
    const at = e.target;
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (at.closest && at.closest("input, textarea, select, [contenteditable]")) {
      if (e.key === "Escape") at.blur();
      return;
    }
    if (document.querySelector("dialog[open]") && e.key !== "?") return;
    if (going > Date.now()) {
      going = 0;
      if (Object.hasOwn(places, e.key)) location.href = places[e.key];
      return;
    }
    const decide = here && here.querySelector('.decide [data-key="' + CSS.escape(e.key) + '"]');
    if (decide) {
      e.preventDefault();
      decide.click();
      return;
    }
    switch (e.key) {
      case "j": move(1); break;
      case "k": move(-1); break;
      case "o": follow("a.open", "h3 a", "a"); break;
      case "v": follow("a.proof", "a.open", "a"); break;
      case "u": { const undo = document.querySelector('[data-key="u"]'); if (undo) undo.click(); break; }
      case "g": going = Date.now() + 1500; break;
      case "?": help(); break;
      case "/": e.preventDefault(); document.getElementById("find").focus(); break;
      default: return;
    }
  });

  document.addEventListener("focusin", (e) => {
    const row = e.target.closest && e.target.closest("[data-item]");
    if (!row || row === here) return;
    if (here) here.classList.remove("here");
    here = row;
    if (e.target === row) here.classList.add("here");
  });

  for (const hint of document.querySelectorAll(".keys-hint")) hint.hidden = false;
})();
