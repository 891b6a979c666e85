"use strict";
/* What every page does a little better with a script. Without it, everything still works. */
(() => {
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
  const buttonsOf = (form) => [...form.elements].filter((element) => element.type === "submit");

  /* data-once: the second press of a form that makes something does nothing. */
  const release = (form) => {
    delete form.dataset.sent;
    buttonsOf(form).forEach((button) => button.removeAttribute("aria-disabled"));
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("[data-once]")) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    /* aria-disabled and not disabled: the name of the pressed button must be sent along. */
    buttonsOf(form).forEach((button) => button.setAttribute("aria-disabled", "true"));
  });
  window.addEventListener("pageshow", () => each("form[data-sent]", release));
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest("form[data-sent]");
    if (form) release(form);
  });

  /* A refusal that comes as a piece of the page is shown where the form stood. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.isError && event.detail.xhr.getResponseHeader("HX-Reswap")) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  /* data-guard: ask before leaving typed words behind. A form that came back ("typed", or refused) holds some too. */
  const unsaved = new Set();
  each("form[data-guard]", (form) => {
    if (form.dataset.guard === "typed" || form.querySelector(".errorlist")) unsaved.add(form);
    form.addEventListener("input", () => unsaved.add(form));
    form.addEventListener("submit", () => unsaved.delete(form));
    form.addEventListener("saved", () => unsaved.delete(form));
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size) event.preventDefault();
  });

  /* data-dialog="id" opens, data-close closes, data-copy="selector" copies, data-print prints. */
  const copy = async (button) => {
    const source = document.querySelector(button.dataset.copy);
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    const label = button.textContent;
    button.setAttribute("aria-live", "polite");
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = label), 2500);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-dialog], [data-close], [data-copy], [data-print]");
    each("details[data-menu][open]", (menu) => menu.contains(event.target) || (menu.open = false));
    if (!button) return;
    const dialog = button.dataset.dialog && document.getElementById(button.dataset.dialog);
    if (dialog && !dialog.open) dialog.showModal();
    if ("close" in button.dataset) button.closest("dialog")?.close();
    if (button.dataset.copy) copy(button);
    if ("print" in button.dataset) window.print();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    each("details[data-menu][open]", (menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  /* A refused form: begin where it went wrong. */
  document.querySelector('main :is(.errorlist.nonfield, [aria-invalid="true"])')?.focus();

  /* Signing in with a key failed or was called off: say so beside the button. */
  document.addEventListener("allauth.error", (event) => {
    const notice = document.querySelector("[data-key-failed]");
    if (!notice) return;
    event.preventDefault();
    notice.hidden = false;
  });
  /* A table wider than the screen can be scrolled by keyboard too. */
  const reach = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  each(".table-wrap:not([tabindex])", (wrap) => reach.observe(wrap));
  each("[data-needs-script]", (element) => (element.hidden = false));
})();
