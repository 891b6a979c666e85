/* Live marks under every gated text: asks the server what can point to a person, and replaces it on a click.
   The text goes in the body of a POST only, and nothing is kept in the browser. */
(function () {
  "use strict";

  const PAUSE = 600;
  const waiting = new Map(); // field -> timer
  const latest = new Map(); // field -> number of its newest question
  let line = Promise.resolve(); // one question at a time

  const place = (field) => document.querySelector(`[data-gate-for="${CSS.escape(field.id)}"]`);
  const keptBox = (field) => field.form && field.form.querySelector("[data-gate-kept]");

  function token(form) {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    const input = form && form.querySelector("input[name=csrfmiddlewaretoken]");
    return cookie ? cookie[1] : input ? input.value : "";
  }

  function register(form) {
    const names = {};
    for (const row of form ? form.querySelectorAll("[data-gate-register]") : []) {
      const name = row.querySelector("[data-gate-name]").value.trim();
      if (name) names[name] = row.querySelector("[data-gate-role]").value.trim();
    }
    return JSON.stringify(names);
  }

  function question(field) {
    const body = new URLSearchParams({ text: field.value, field: field.id, register: register(field.form) });
    const box = keptBox(field);
    if (box) {
      body.set("may_keep", "1");
      body.set("thing", box.dataset.gateThing);
      for (const input of box.querySelectorAll("input")) body.append("kept", input.value);
    }
    return body;
  }

  function say(field, words) {
    const status = place(field).querySelector("[data-gate-status]");
    status.textContent = words;
  }

  async function ask(field, number) {
    if (latest.get(field) !== number) return;
    const list = place(field).querySelector("[data-gate-list]");
    if (!field.value.trim()) return show(field, list, "");
    try {
      const answer = await fetch(field.dataset.gate, {
        method: "POST",
        body: question(field),
        headers: { "X-CSRFToken": token(field.form) },
        credentials: "same-origin",
        redirect: "error",
        cache: "no-store",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      if (latest.get(field) === number) show(field, list, html);
    } catch {
      if (latest.get(field) === number) fail(field, list);
    }
  }

  function show(field, list, html) {
    if (list.innerHTML !== html) list.innerHTML = html;
    field.dispatchEvent(new CustomEvent("gate:shown", { bubbles: true }));
  }

  function fail(field, list) {
    const words = document.createElement("p");
    words.className = "meta";
    words.textContent = place(field).dataset.gateFailure;
    list.replaceChildren(words);
  }

  /* Asks again: at once, or when typing has paused. */
  function check(field, pause = 0) {
    clearTimeout(waiting.get(field));
    const number = (latest.get(field) || 0) + 1;
    latest.set(field, number);
    return new Promise((done) => {
      const go = () => {
        line = line.then(() => ask(field, number)).then(done);
      };
      waiting.set(field, setTimeout(go, pause));
    });
  }

  /* Where `text` stands in `value` as a word of its own. */
  function places(value, text) {
    const plain = text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const before = /^[\p{L}\p{N}]/u.test(text) ? "(?<![\\p{L}\\p{N}])" : "";
    const after = /[\p{L}\p{N}]$/u.test(text) ? "(?![\\p{L}\\p{N}])" : "";
    return [...value.matchAll(new RegExp(before + plain + after, "gu"))].map((match) => match.index);
  }

  /* Writes through the browser's own editing, so that "undo" takes it back. */
  function write(field, start, end, words) {
    field.setSelectionRange(start, end);
    const typed = document.execCommand && document.execCommand("insertText", false, words);
    if (!typed) field.setRangeText(words, start, end, "end");
  }

  function replaceAll(field, text, replacement) {
    const found = places(field.value, text);
    let caret = field.selectionStart;
    const moved = found.filter((start) => start + text.length <= caret).length;
    caret += moved * (replacement.length - text.length);
    field.focus({ preventScroll: true });
    for (const start of found.reverse()) write(field, start, start + text.length, replacement);
    const end = field.value.length;
    field.setSelectionRange(Math.min(caret, end), Math.min(caret, end));
  }

  async function replaced(field, button) {
    replaceAll(field, button.dataset.text, button.dataset.replacement);
    await check(field);
    say(field, place(field).dataset.gateReplaced);
    onwards(field);
  }

  /* Whoever works by keyboard goes on with the next finding, or back into the text. */
  function onwards(field) {
    const next = place(field).querySelector("[data-gate-replace], [data-gate-keep]");
    (next || field).focus({ preventScroll: true });
  }

  async function keep(field, button) {
    const box = keptBox(field);
    const reasoned = button.closest("[data-gate-reasoned]");
    const reason = reasoned ? reasoned.querySelector("[data-gate-reason]") : null;
    if (reason && !reason.value.trim()) return reason.focus();
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = box.dataset.gateKept;
    const { category, text } = button.dataset;
    input.value = JSON.stringify({ category, text, reason: reason ? reason.value.trim() : "" });
    box.append(input);
    await check(field);
    onwards(field);
    for (const other of filled(field.form)) if (other !== field) check(other);
  }

  const filled = (root) => [...root.querySelectorAll("[data-gate]")].filter((field) => field.value.trim());

  document.addEventListener("input", (event) => {
    const target = event.target;
    if (target.matches("[data-gate]")) check(target, PAUSE);
    else if (target.closest("[data-gate-register]")) filled(target.form).forEach((field) => check(field, PAUSE));
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-gate-replace], [data-gate-keep]");
    const around = button && button.closest("[data-gate-for]");
    const field = around && document.getElementById(around.dataset.gateFor);
    if (!field) return;
    if (button.matches("[data-gate-replace]")) replaced(field, button);
    else keep(field, button);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("[data-gate-reason]")) return;
    event.preventDefault(); // else it would send the whole form
    event.target.closest("[data-gate-reasoned]").querySelector("[data-gate-keep]").click();
  });

  /* Texts that are there already are looked at when they come into view. */
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      check(target);
    }
  });
  filled(document).forEach((field) => seen.observe(field));
})();
