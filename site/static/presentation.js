"use strict";
/* Arrow keys, and the keys of a clicker, go to the next and the previous screen. Without it the links do. */
(() => {
  const ways = { ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev" };
  document.addEventListener("keydown", (event) => {
    const way = ways[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("input, textarea, select, audio, video, [tabindex='0']")) return;
    const link = document.querySelector(`.slide__nav [rel="${way}"]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
})();
