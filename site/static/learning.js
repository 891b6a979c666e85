"use strict";
/* A lesson remembers where its reader was. Without this script the lesson as a whole is that place. */
(() => {
  const lesson = document.querySelector("[data-place]");
  if (!lesson) return;
  const parts = [...lesson.querySelectorAll(".part")];
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
  let sent = lesson.dataset.number;
  let pause = 0;

  /* The last section that begins above the middle of the window. */
  const here = () => {
    const above = parts.filter((part) => part.getBoundingClientRect().top < innerHeight / 2);
    return above.length ? above.at(-1).id.replace("deel-", "") : "1";
  };
  const send = () => {
    clearTimeout(pause);
    const number = here();
    if (number === sent) return;
    sent = number;
    const body = new URLSearchParams({ number });
    const headers = { "X-CSRFToken": token() };
    fetch(lesson.dataset.place, { method: "POST", body, headers, keepalive: true, redirect: "manual" }).catch(() => (sent = ""));
  };

  addEventListener("scroll", () => {
    clearTimeout(pause);
    pause = setTimeout(send, 1200);
  }, { passive: true });
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[rel=prev], a[rel=next]")) send();
  });
  document.addEventListener("submit", (event) => {
    const number = event.target.elements.number;
    if (number && event.target.matches("[data-stop]")) number.value = here();
  });
})();
