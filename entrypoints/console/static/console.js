// Comfort only: every page works without it, except that progress does not move by itself.
(() => {
  "use strict";

  // Lists to choose from: one tick for the whole page, and the button says how many it is about.
  const count = (form) => {
    const boxes = [...form.querySelectorAll("input[type=checkbox][name]")];
    const chosen = boxes.filter((box) => box.checked).length;
    const button = form.querySelector("button:not([data-any])");
    const all = form.querySelector("[data-all]");
    const noun = form.dataset.choose;
    button.dataset.text ??= button.textContent;
    button.disabled = chosen === 0;
    button.textContent = chosen === 0 ? button.dataset.text
      : button.dataset.text.replace(/chosen \w+/, `${chosen} ${noun}${chosen === 1 ? "" : "s"}`);
    all.closest("label").hidden = boxes.length === 0;
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  };
  const prepare = (root) => root.querySelectorAll("form[data-choose]").forEach(count);
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-choose]");
    if (!form) return;
    if (event.target.matches("[data-all]")) {
      form.querySelectorAll("input[type=checkbox][name]").forEach((box) => { box.checked = event.target.checked; });
    }
    count(form);
  });

  // A button that was pressed says so, and cannot be pressed twice by a nervous finger.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || event.target.method !== "post") return;
    button.setAttribute("aria-busy", "true");
    setTimeout(() => { button.disabled = true; }); // after the form's own values were taken
  });
  addEventListener("pageshow", (event) => { // back from another page: as it was before
    if (!event.persisted) return;
    document.querySelectorAll("[aria-busy=true]").forEach((each) => { each.removeAttribute("aria-busy"); each.disabled = false; });
    prepare(document);
  });

  // The menu on a phone closes when somebody looks elsewhere.
  document.addEventListener("keydown", (event) => {
    const menu = document.querySelector("details.menu[open]");
    if (event.key === "Escape" && menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  document.addEventListener("htmx:after:swap", () => prepare(document));
  prepare(document);
})();
