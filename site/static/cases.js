/* The writing screen: another row without a round trip, and a token that is of today when the form is sent. */
(function () {
  "use strict";

  const form = document.querySelector("form[data-writing]");
  if (!form) return;

  function addRow(prefix) {
    const total = form.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
    const most = form.querySelector(`[name="${prefix}-MAX_NUM_FORMS"]`);
    const index = Number(total.value);
    if (index >= Number(most.value)) return;
    const rows = form.querySelector(`[data-rows="${prefix}"]`);
    const template = form.querySelector(`template[data-row="${prefix}"]`);
    const box = document.createElement("div");
    box.innerHTML = template.innerHTML.replaceAll("__prefix__", String(index));
    const row = box.firstElementChild;
    const number = row.querySelector("[data-number]");
    if (number) number.textContent = String(index + 1);
    rows.append(row);
    total.value = String(index + 1);
    row.querySelector("textarea, input:not([type=hidden])").focus();
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add]");
    if (!button) return;
    event.preventDefault();
    addRow(button.dataset.add);
  });

  /* Whoever signed in again in another tab has a new token; the one in this page is from before. */
  form.addEventListener("submit", () => {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (cookie) form.querySelector("[name=csrfmiddlewaretoken]").value = cookie[1];
  });
})();
