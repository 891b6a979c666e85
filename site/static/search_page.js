"use strict";
/* The search page: by keyboard through what was found, and said aloud. Without it, links and a form do. */
(() => {
  const SAID_AFTER = 1000; // once somebody stops typing, and not at each letter
  const KEY_IS_OFF = "zoektoets-uit"; // a choice about a key, never a word that was typed; search.js reads it
  const field = document.getElementById("zoekveld");
  const part = document.getElementById("zoekresultaat");
  const status = document.getElementById("zoekmelding");
  if (!part) return;

  const isOff = () => {
    try {
      return localStorage.getItem(KEY_IS_OFF) !== null;
    } catch {
      return false;
    }
  };
  const setKey = (on) => {
    try {
      if (on) localStorage.removeItem(KEY_IS_OFF);
      else localStorage.setItem(KEY_IS_OFF, "1");
    } catch {
      /* A browser that keeps nothing. */
    }
  };

  const walk = (event, at) => {
    const all = [...part.querySelectorAll(".hit h3 a")];
    const from = all.indexOf(at);
    if (from < 0 && !(event.key === "ArrowDown" && at === field)) return;
    const isBack = event.key === "Escape" || (event.key === "ArrowUp" && from === 0);
    const next = isBack ? field : all[from + (event.key === "ArrowUp" ? -1 : 1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
    if (isBack) field.select();
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (["ArrowDown", "ArrowUp", "Escape"].includes(event.key)) walk(event, event.target);
  });

  let waiting = 0;
  const say = (words) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (status.textContent !== words) status.textContent = words;
    }, SAID_AFTER);
  };
  /* Seen as well as heard: below it still stands what was found before. */
  const failed = () => {
    clearTimeout(waiting);
    status.className = "notice";
    status.textContent = status.dataset.failed;
  };

  const begin = () => {
    part.querySelectorAll("[data-needs-script]").forEach((element) => (element.hidden = false));
    const box = document.getElementById("zoektoets");
    if (box) box.checked = !isOff();
  };
  document.addEventListener("change", (event) => {
    if (event.target.id === "zoektoets") setKey(event.target.checked);
  });

  /* What was unfolded stays so, and who was on a link that is gone goes on at the number of results. */
  let unfolded = [];
  let stood = null;
  document.addEventListener("htmx:beforeSwap", () => {
    unfolded = [...part.querySelectorAll("details[data-keep-open][open]")].map((one) => one.id);
    stood = part.contains(document.activeElement) ? document.activeElement.id : null;
  });
  document.addEventListener("htmx:afterSettle", () => {
    status.className = "visually-hidden";
    for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
    begin();
    if (stood !== null && !part.contains(document.activeElement)) {
      const same = stood && document.getElementById(stood); // it was folded away until now
      if (same) same.focus({ preventScroll: true });
      else document.getElementById("zoektelling")?.focus();
    }
    say([...part.querySelectorAll("[data-say]")].map((one) => one.textContent.trim()).join(" "));
  });
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:responseError", failed);
  begin();
})();
