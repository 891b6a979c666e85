"use strict";
/* To the search field by one key, on every page. */
(() => {
  const field = () => [...document.querySelectorAll("input[data-search]")].find((one) => one.checkVisibility());
  const isTyping = (element) => element.isContentEditable || element.matches("textarea, select, input:not([type=checkbox], [type=radio])");

  /* One key without Ctrl is in the way of who works by voice: it can be put off on the search page. */
  const isOff = () => {
    try {
      return localStorage.getItem("zoektoets-uit") !== null;
    } catch {
      return false;
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key !== "/" || isTyping(event.target) || document.querySelector("dialog[open]") || isOff()) return;
    const to = field();
    if (!to) return;
    event.preventDefault();
    to.focus();
    to.select();
  });
})();
