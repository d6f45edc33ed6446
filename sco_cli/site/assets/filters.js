// Filters of a listing by country, standing and year. The choice is in the address, so that it can be shared.
"use strict";

(() => {
  const table = document.querySelector("table.listing");
  if (!table) return;
  const rows = [...table.querySelectorAll("tbody > tr")];
  const names = new Map(); // of the countries, by code

  /** The parts of an attribute of a row: codes, standings or years. */
  const parts = (row, key) => (row.dataset[key] ?? "").split(" ").filter(Boolean);

  /** All years that a row is about: those from its first to its last. */
  function years(row) {
    const ends = parts(row, "year").map(Number);
    if (!ends.length) return [];
    const first = Math.min(...ends);
    return Array.from({ length: Math.max(...ends) - first + 1 }, (_, place) => String(first + place));
  }

  const STANDINGS = ["contested", "refined", "corroborated", "repeated", "single-source"]; // worst first

  const FILTERS = [
    { key: "country", label: "Country", every: "All countries", values: (row) => parts(row, "countries"),
      order: (one, other) => nameOf(one).localeCompare(nameOf(other), "en") },
    { key: "standing", label: "Standing", every: "All standings", values: (row) => parts(row, "standing"),
      order: (one, other) => STANDINGS.indexOf(one) - STANDINGS.indexOf(other) },
    { key: "year", label: "Year", every: "All years", values: years, order: (one, other) => Number(other) - Number(one) },
  ];

  for (const pair of (table.dataset.countries ?? "").split(";")) {
    const [code, name] = pair.split("=");
    if (name) names.set(code, name);
  }
  const nameOf = (code) => names.get(code) ?? code;

  /** An element with attributes and children; strings become text, never markup. */
  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  const read = rows.map((row) => ({
    row,
    values: Object.fromEntries(FILTERS.map((filter) => [filter.key, new Set(filter.values(row))])),
  }));
  const used = FILTERS.map((filter) => {
    const all = new Set(read.flatMap(({ values }) => [...values[filter.key]]));
    const options = [...all].sort(filter.order);
    const select = element("select", { name: filter.key }, element("option", { value: "" }, filter.every));
    for (const value of options) select.append(element("option", { value }, filter.key === "country" ? nameOf(value) : value));
    return { ...filter, options, select };
  }).filter((filter) => filter.options.length > 1);
  if (!used.length) return;

  const count = element("output", { role: "status" });
  const clear = element("button", { type: "button" }, "Show all");
  const form = element("form", { class: "filters", "aria-label": "Filters of the table" });
  for (const { label, select } of used) form.append(element("label", {}, label, select));
  form.append(count, clear);

  /** Show the rows that have each chosen value, and how many options each other filter would still find. */
  function apply() {
    const chosen = used.filter(({ select }) => select.value !== "");
    let shown = 0;
    for (const { row, values } of read) {
      row.hidden = !chosen.every(({ key, select }) => values[key].has(select.value));
      if (!row.hidden) shown += 1;
    }
    count.textContent = chosen.length ? `${shown} of ${rows.length} shown` : `${rows.length} in all`;
    clear.hidden = !chosen.length;
  }

  const fragment = () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");

  function remember() {
    const kept = fragment();
    for (const { key, select } of used) {
      if (select.value) kept.set(key, select.value);
      else kept.delete(key);
    }
    const hash = kept.toString();
    history.replaceState(history.state, "", hash ? `#${hash}` : location.pathname + location.search);
  }

  /** Choose what the address says; a value that no row has is no choice. */
  function resume() {
    const wanted = fragment();
    for (const { key, select, options } of used) {
      const value = wanted.get(key) ?? "";
      select.value = options.includes(value) ? value : "";
    }
    apply();
  }

  form.addEventListener("change", () => {
    apply();
    remember();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  clear.addEventListener("click", () => {
    for (const { select } of used) select.value = "";
    apply();
    remember();
    used[0].select.focus();
  });
  window.addEventListener("hashchange", resume);
  (table.closest(".scroll") ?? table).before(form);
  resume();
})();
