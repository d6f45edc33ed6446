// Filters of a listing by country, standing and year. The choice is in the address, so that it can be shared. A long
// listing is on several pages; its filters take the rows of all of them from the data of the search (search.js).
"use strict";

(() => {
  const table = document.querySelector("table.listing");
  const site = window.scoSite;
  if (!table || !site) return;
  const { element } = site;
  const body = table.tBodies[0];
  const ownRows = [...body.rows];
  const isPaged = Number(table.dataset.pages ?? 1) > 1;
  const pageLinks = document.querySelector("nav.pages");
  const split = (text, separator = " ") => (text ?? "").split(separator).filter(Boolean);
  const pairs = (text) => new Map(split(text, ";").map((pair) => pair.split("=")));
  const names = pairs(table.dataset.countries);
  const standings = pairs(table.dataset.standings); // each with its words, worst first
  const nameOf = (code) => names.get(code) ?? code;
  const wordsOf = (standing) => standings.get(standing) ?? standing;

  /** All years from the first to the last of some, as text. */
  function span(years) {
    const ends = split(years).map(Number);
    if (!ends.length) return [];
    const first = Math.min(...ends);
    return Array.from({ length: Math.max(...ends) - first + 1 }, (_, place) => String(first + place));
  }

  const row = (made, countries, standing, years) => ({
    made, country: new Set(split(countries)), standing: new Set(split(standing)), year: new Set(span(years)),
  });

  // The rows: those of this page, or, once something is chosen, those of all pages of the listing

  let rows = ownRows.map((own) => row(own, own.dataset.countries, own.dataset.standing, own.dataset.year));
  let isWhole = !isPaged;

  /** A row for an entry of the search data: its title with a note, and its standing. */
  function rowOfEntry([path, , title, note, , [countries, standing, years]]) {
    const link = element("a", { href: new URL(`${path}.html`, site.root).href, dir: "auto" }, title);
    const first = element("td", {}, link);
    if (note && note !== standing) first.append(" ", element("span", { class: "dim" }, note));
    const second = element("td", { class: "whole" }, element("span", { class: `standing ${standing}` }, wordsOf(standing)));
    return row(element("tr", {}, first, second), countries, standing, years);
  }

  /** Hide the headers of the columns that rows made of entries do not have; `isHidden` is false to bring them back. */
  function hideHeaders(isHidden) {
    const headers = [...table.tHead.rows[0].cells];
    const last = headers.find((header) => header.textContent === "standing") ?? headers[1];
    for (const header of headers) header.hidden = isHidden && header !== headers[0] && header !== last;
  }

  async function readWhole() {
    const data = await site.searchData();
    if (isWhole) return;
    rows = data.filter((entry) => split(entry[5]?.[3]).includes(table.dataset.scope)).map(rowOfEntry);
    isWhole = true;
  }

  // The controls

  const used = (values) => [...new Set(values)];
  const CONTROLS = [
    {
      key: "country", label: "Country", every: "All countries", text: nameOf,
      options: (isPaged ? [...names.keys()] : used(rows.flatMap((each) => [...each.country])))
        .sort((one, other) => nameOf(one).localeCompare(nameOf(other), "en")),
    },
    {
      key: "standing", label: "Standing", every: "All standings", text: wordsOf,
      options: [...standings.keys()],
    },
    {
      key: "year", label: "Year", every: "All years", text: (year) => year,
      options: (isPaged ? span(table.dataset.years) : used(rows.flatMap((each) => [...each.year])))
        .sort((one, other) => Number(other) - Number(one)),
    },
  ];

  const controls = CONTROLS.filter(({ options }) => options.length > 1).map((control) => {
    const select = element("select", { name: control.key }, element("option", { value: "" }, control.every));
    for (const value of control.options) select.append(element("option", { value }, control.text(value)));
    return { ...control, select };
  });
  if (!controls.length) return;

  const count = element("output", { role: "status" });
  const clear = element("button", { type: "button", hidden: "" }, "Show all");
  const form = element("form", { class: "filters", "aria-label": "Filters of the table" });
  for (const { label, select } of controls) form.append(element("label", {}, label, select));
  form.append(count, clear);

  /** Show the rows that have each chosen value, and say how many they are. */
  async function apply() {
    const chosen = controls.filter(({ select }) => select.value !== "");
    clear.hidden = !chosen.length;
    if (pageLinks) pageLinks.hidden = chosen.length > 0;
    if (!chosen.length) {
      body.replaceChildren(...ownRows);
      if (isPaged) hideHeaders(false);
      count.textContent = `${isPaged ? table.dataset.total : ownRows.length} in all`;
      return;
    }
    if (!isWhole) {
      count.textContent = "Reading the listing …";
      try {
        await readWhole();
      } catch {
        count.textContent = "The listing could not be read.";
        return;
      }
      return apply(); // by what is chosen now
    }
    const shown = rows.filter((each) => chosen.every(({ key, select }) => each[key].has(select.value)));
    body.replaceChildren(...shown.map((each) => each.made));
    if (isPaged) hideHeaders(true);
    count.textContent = `${shown.length} of ${rows.length} shown`;
  }

  // The address

  function remember() {
    const fragment = site.fragment();
    for (const { key, select } of controls) {
      if (select.value) fragment.set(key, select.value);
      else fragment.delete(key);
    }
    site.keep(fragment);
  }

  /** Choose what the address says; a value that no row has is no choice. */
  function resume() {
    const fragment = site.fragment();
    for (const { key, select, options } of controls) {
      const value = fragment.get(key) ?? "";
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
    for (const { select } of controls) select.value = "";
    apply();
    remember();
    controls[0].select.focus();
  });
  window.addEventListener("hashchange", resume);
  (table.closest(".scroll") ?? table).before(form);
  resume();
})();
