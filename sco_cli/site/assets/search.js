// Search over all pages, in the browser. The data is a script beside this one, which also works from disk; it is loaded
// when the search is first used.
"use strict";

(() => {
  const SHOWN = 20;
  const CONTEXT = 60; // characters on each side of a word that was found in the text
  const script = document.currentScript;
  const header = document.querySelector(".site-header");
  if (!script || !header) return;
  const root = new URL("..", script.src);

  // What filters.js uses as well

  /** An element with attributes and children; strings become text, never markup. */
  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  let whole = null;

  /** The entries of all pages: path without ".html", kind, title, note, further text, and of facts what filters them. */
  function searchData() {
    whole ??= new Promise((resolve, reject) => {
      const data = element("script", { src: new URL("assets/search-data.js", root).href });
      data.addEventListener("load", () => resolve(window.SCO_SEARCH));
      data.addEventListener("error", () => reject(new Error("the search data could not be read")));
      document.head.append(data);
    });
    return whole;
  }

  /** The choices in the address, by name; an anchor such as #main has none. */
  function fragment() {
    return new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
  }

  /** Put choices into the address without a new entry in the history. */
  function keep(choices) {
    const text = choices.toString();
    history.replaceState(history.state, "", text ? `#${text}` : location.pathname + location.search);
  }

  window.scoSite = { root, element, searchData, fragment, keep };

  // Texts

  const ARABIC = { "\u06cc": "\u064a", "\u0649": "\u064a", "\u06a9": "\u0643", "\u06c1": "\u0647", "\u06be": "\u0647" };

  /**
   * The text in the form in which it is compared, as by `sco search`: no case, no accents, hyphens as spaces, one
   * apostrophe, one letter for those of Arabic script that are typed for one another, nothing invisible, no marks
   * between the digits of a number and no space before a percent sign.
   */
  function fold(text) {
    return text
      .replace(/(\d)[,\u00a0\u202f](?=\d{3}(?!\d))/g, "$1")
      .replace(/\u00b4/g, "'")
      .normalize("NFKD")
      .replace(/[\p{M}\p{Cf}]+/gu, "")
      .toLowerCase()
      .replace(/(\d) +%/g, "$1%")
      .replace(/ß/g, "ss")
      .replace(/ı/g, "i")
      .replace(/[`\u02b9\u02bb-\u02bf\u055a\u2018\u2019\u201b\u2032\u2035\ua78c]/g, "'")
      .replace(/[\u06cc\u0649\u06a9\u06c1\u06be]/g, (letter) => ARABIC[letter])
      .replace(/\u0640/g, "")
      .replace(/[-_\u2010\u2011\u2013\u2014]/g, " ");
  }

  // The data

  let entries = null; // each with what is shown and its folded text, once the data is there

  function read(data) {
    return data.map(([path, kind, title, note, text]) => ({
      path, kind, title, note, text,
      foldedTitle: fold(title),
      foldedText: fold(`${path.replace(/^.*\//, "")}\n${text}\n${note}`),
    }));
  }

  async function load() {
    if (entries) return;
    try {
      entries = read(await searchData());
      show();
    } catch {
      say("The search data could not be read.");
    }
  }

  // Ranking

  const isInside = (character) => character !== undefined && /[\p{L}\p{N}]/u.test(character);

  /** How well a word is found in a text: 3 as a whole word, 2 at the start of one, 1 inside one, 0 not at all. */
  function closeness(text, word) {
    let best = 0;
    for (let at = text.indexOf(word); at >= 0 && best < 3; at = text.indexOf(word, at + 1)) {
      const starts = !isInside(text[at - 1]) || !isInside(word[0]);
      best = Math.max(best, starts ? (isInside(text[at + word.length]) ? 2 : 3) : 1);
    }
    return best;
  }

  /** The rank of an entry for a query, higher is better; 0 if a word is in neither its title nor its text. */
  function rank(entry, query, words) {
    let sum = 0;
    for (const word of words) {
      const points = Math.max(10 * closeness(entry.foldedTitle, word), 3 * closeness(entry.foldedText, word));
      if (points === 0) return 0;
      sum += points;
    }
    sum /= words.length;
    if (entry.foldedTitle === query) sum += 60;
    else if (entry.foldedTitle.startsWith(query)) sum += 30;
    else if (entry.foldedTitle.includes(query)) sum += 15;
    else if (closeness(entry.foldedText, query) === 3) sum += 12;
    if (entry.foldedText.split("\n").includes(query)) sum += 40; // an id, a name or a wording, whole
    return sum;
  }

  function find(text) {
    const query = fold(text).trim().replace(/\s+/g, " ");
    const words = query.split(" ");
    return entries
      .map((entry, place) => ({ entry, place, points: rank(entry, query, words) }))
      .filter((hit) => hit.points > 0)
      .sort((one, other) => other.points - one.points || one.place - other.place)
      .map((hit) => hit.entry);
  }

  // What is shown

  const input = element("input", {
    id: "search", type: "search", autocomplete: "off", spellcheck: "false", enterkeyhint: "search",
    placeholder: "Search", "aria-label": "Search all pages", "aria-controls": "search-panel",
  });
  const status = element("p", { role: "status" });
  const list = element("ol", {});
  const more = element("button", { type: "button" }, "Show all");
  const panel = element("div", { id: "search-panel", class: "search-panel", hidden: "" }, status, list, more);
  const form = element("form", { class: "search", role: "search" }, input, panel);
  header.append(form);

  function say(text) {
    status.textContent = text;
  }

  /** The text with each occurrence of the words marked, as nodes. */
  function marked(text, words) {
    const characters = Array.from(text);
    const folded = [];
    const origin = []; // for each character of the folded text, the place of its character in `characters`
    characters.forEach((character, place) => {
      for (const part of fold(character)) {
        folded.push(part);
        origin.push(place);
      }
    });
    const whole = folded.join("");
    const isMarked = new Set();
    for (const word of words) {
      for (let at = whole.indexOf(word); word && at >= 0; at = whole.indexOf(word, at + word.length)) {
        for (let next = at; next < at + word.length; next += 1) isMarked.add(origin[next]);
      }
    }
    const nodes = [];
    for (let start = 0, end = 0; start < characters.length; start = end) {
      const marks = isMarked.has(start);
      while (end < characters.length && isMarked.has(end) === marks) end += 1;
      const piece = characters.slice(start, end).join("");
      nodes.push(marks ? element("mark", {}, piece) : piece);
    }
    return nodes;
  }

  /** The part of a line around the first of the words in it; null if none is. */
  function around(line, words) {
    const folded = fold(line);
    const places = words.map((word) => folded.indexOf(word)).filter((at) => at >= 0);
    if (!places.length) return null;
    const at = Math.min(...places); // of the folded line, which is near enough
    const start = at <= CONTEXT ? 0 : at - CONTEXT;
    const end = Math.min(line.length, at + 2 * CONTEXT);
    return `${start ? "… " : ""}${line.slice(start, end)}${end < line.length ? " …" : ""}`;
  }

  function result(entry, words) {
    const link = element("a", { href: new URL(`${entry.path}.html`, root).href });
    link.append(element("span", { class: "result-title", dir: "auto" }, ...marked(entry.title, words)));
    const missing = words.filter((word) => !entry.foldedTitle.includes(word));
    const lines = missing.length ? entry.text.split("\n").map((line) => around(line, missing)) : [];
    const line = lines.find((part) => part !== null);
    const context = element("span", { class: "result-context" }, [entry.kind, entry.note].filter(Boolean).join(", "));
    if (line) context.append(": ", element("span", { dir: "auto" }, ...marked(line, missing)));
    link.append(context);
    return element("li", {}, link);
  }

  function show(limit = SHOWN) {
    const text = input.value.trim();
    panel.hidden = text === "";
    remember(text);
    if (panel.hidden) return;
    more.hidden = true;
    if (entries === null) {
      list.replaceChildren();
      say("Reading the search data …");
      load();
      return;
    }
    const words = fold(text).split(/\s+/).filter(Boolean);
    const hits = find(text);
    list.replaceChildren(...hits.slice(0, limit).map((entry) => result(entry, words)));
    more.hidden = hits.length <= limit;
    more.textContent = `Show all ${hits.length}`;
    say(hits.length === 0 ? "Nothing found" : hits.length === 1 ? "1 page" : `${hits.length} pages`);
  }

  /** Keep the query in the address, so that the way back from a result leads to the results. */
  function remember(text) {
    const choices = fragment();
    if ((choices.get("search") ?? "") === text) return;
    if (text) choices.set("search", text);
    else choices.delete("search");
    keep(choices);
  }

  function close() {
    panel.hidden = true;
  }

  // Keys: arrows walk through the results, Enter goes to the first, Escape closes, "/" starts

  function move(step) {
    const links = [...list.querySelectorAll("a")];
    const next = links.indexOf(document.activeElement) + step;
    if (next < 0) input.focus();
    else links[Math.min(next, links.length - 1)]?.focus();
  }

  input.addEventListener("focus", () => load());
  input.addEventListener("input", () => show());
  input.addEventListener("click", () => show());
  more.addEventListener("click", () => {
    const links = list.querySelectorAll("a").length;
    show(Infinity);
    list.querySelectorAll("a")[links]?.focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
    list.querySelector("a")?.focus();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (panel.hidden) show();
      move(event.key === "ArrowDown" ? 1 : -1);
      event.preventDefault();
    } else if (event.key === "Escape" && !panel.hidden) {
      close();
      input.focus();
      event.preventDefault();
    }
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.closest("input, select, textarea");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      input.focus();
      event.preventDefault();
    }
  });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) close();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!form.contains(event.target)) close();
  });

  /** Take up the query of the address, on arrival and on the way back. */
  function resume() {
    const text = fragment().get("search");
    if (!text || text === input.value) return;
    input.value = text;
    show();
  }
  window.addEventListener("hashchange", resume);
  window.addEventListener("pageshow", resume);
})();
