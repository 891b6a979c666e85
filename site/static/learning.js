"use strict";
/* A lesson remembers where its reader was, and its note saves itself. Without this script both still work. */
(() => {
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

  /* The note: a token of now, the stamp of what was saved, and what was refused is told beside the field. */
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = token();
    if (event.detail.parameters.csrfmiddlewaretoken) event.detail.parameters.csrfmiddlewaretoken = token();
  });
  document.addEventListener("saved", (event) => {
    const seen = event.target.elements?.seen;
    if (seen) seen.value = event.detail.seen;
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.id !== "notitie-staat" || event.detail.xhr.status >= 500) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });

  const lesson = document.querySelector("[data-place]");
  if (!lesson) return;
  const parts = [...lesson.querySelectorAll(".part")];
  let sent = lesson.dataset.number;
  let pause = 0;
  let moved = false;

  /* The last section that begins above the middle of the window; at the top, or past the text, nobody reads. */
  const here = () => {
    const middle = innerHeight / 2;
    const above = parts.filter((part) => part.getBoundingClientRect().top < middle);
    const isReading = scrollY > middle / 2 && lesson.getBoundingClientRect().bottom > middle;
    return isReading && above.length ? above.at(-1).id.replace("deel-", "") : sent;
  };
  const send = () => {
    clearTimeout(pause);
    const number = here();
    if (!moved || number === sent) return;
    sent = number;
    const body = new URLSearchParams({ number });
    const headers = { "X-CSRFToken": token() };
    fetch(lesson.dataset.place, { method: "POST", body, headers, keepalive: true, redirect: "manual" }).catch(() => (sent = ""));
  };

  addEventListener("scroll", () => {
    moved = true;
    clearTimeout(pause);
    pause = setTimeout(send, 1200);
  }, { passive: true });
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[rel=prev], a[rel=next]")) send();
  });
  document.addEventListener("submit", (event) => {
    const number = event.target.elements.number;
    if (number && moved && event.target.matches("[data-stop]")) number.value = here();
  });
})();
