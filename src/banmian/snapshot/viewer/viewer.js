"use strict";
(() => {
  const facts = JSON.parse(document.getElementById("facts").textContent);
  const words = facts.words;
  const MODES = ["side", "slider", "onion", "blink", "difference"];
  const state = { at: 0, mode: "side", zoom: 0, mix: 50, whole: false, marks: true, shown: "new" };
  const items = facts.findings.concat(facts.masked);

  const make = (tag, options = {}, ...inside) => {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(options)) {
      if (key === "click") node.addEventListener("click", value);
      else if (key === "text") node.textContent = value;
      else if (value !== null) node.setAttribute(key, value);
    }
    node.append(...inside);
    return node;
  };

  // The page's frame

  const app = document.getElementById("app");
  const list = make("nav", { "aria-label": words.findings });
  const stage = make("div", { class: "stage", tabindex: "-1" });
  const bar = make("div", { class: "bar" });
  const mix = make("input", { type: "range", min: "0", max: "100", "aria-label": words.mix });
  const buttons = MODES.map((mode, index) =>
    make("button", { text: `${index + 1} ${words[mode]}`, "data-mode": mode, click: () => set({ mode }) }));
  const step = (text, title, act) => make("button", { text, title, click: act });
  const whole = step(words.whole, "p", () => set({ whole: !state.whole, zoom: 0 }));
  const outlines = step(words.outlines, "b", () => set({ marks: !state.marks }));
  const scale = make("output");
  const heading = make("header", {}, make("h1", { text: facts.title }));
  for (const line of facts.notes) heading.append(make("p", { class: "note", text: line }));
  heading.append(make("p", { class: "verdict", text: facts.verdict }));
  bar.append(
    ...buttons, mix,
    step("−", "-", () => zoomBy(0.8)), scale, step("+", "+", () => zoomBy(1.25)),
    step(words.fit, "0", () => set({ zoom: 0 })), whole, outlines,
    make("small", { text: words.keys }));
  app.append(heading, list, make("section", {}, bar, stage));

  const entries = items.map((item, index) =>
    make("button", { class: item.severity, "data-index": String(index), click: () => go(index) },
      item.words, make("small", { text: item.mask ? `${words.mask} ${item.mask}` : item.layer })));
  facts.findings.length && list.append(make("h2", { text: `${words.findings} ${facts.findings.length}` }));
  list.append(...entries.slice(0, facts.findings.length));
  facts.masked.length && list.append(make("h2", { text: `${words.masked} ${facts.masked.length}` }));
  list.append(...entries.slice(facts.findings.length));
  items.length || list.append(make("h2", { text: facts.verdict }));

  // What is shown

  const picture = () => {
    const item = items[state.at];
    if (!item) return null;
    const number = state.whole || item.picture === null ? item.overview : item.picture;
    return number === null ? null : facts.pictures[number];
  };

  const size = (shot) => {
    if (state.zoom) return state.zoom;
    const across = state.mode === "side" ? 2 : 1;
    const room = [(stage.clientWidth - 40) / across, stage.clientHeight - 50];
    return Math.min(room[0] / shot.width, room[1] / shot.height, 4);
  };

  const place = (node, box) => {
    [node.style.left, node.style.top, node.style.width, node.style.height] =
      box.map((side) => `${side * 100}%`);
    return node;
  };

  const image = (shot, side) =>
    shot[side] ? make("img", { src: shot[side], alt: words[side], draggable: "false", class: side })
      : make("div", { class: `missing ${side}`, text: words.missing });

  const sheet = (shot, scaled, ...inside) => {
    const node = make("div", { class: "sheet" }, ...inside);
    node.style.width = `${shot.width * scaled}px`;
    node.style.height = `${shot.height * scaled}px`;
    for (const mask of shot.masks)
      node.append(place(make("div", { class: "mask" }, make("span", { text: mask.name })), mask.box));
    for (const mark of shot.marks)
      node.append(place(make("button", {
        class: mark.finding === state.at ? "mark here" : "mark",
        title: items[mark.finding].words, click: () => go(mark.finding, false) }), mark.box));
    return node;
  };

  const mixed = () => {
    const top = stage.querySelector(".sheet img.new, .sheet .missing.new");
    if (!top) return;
    top.style.clipPath = state.mode === "slider" ? `inset(0 0 0 ${state.mix}%)` : "";
    top.style.opacity = state.mode === "onion" ? String(state.mix / 100) : "";
    if (state.mode === "blink") top.style.visibility = state.shown === "new" ? "" : "hidden";
  };

  const show = () => {
    const shot = picture();
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.mode === state.mode)));
    whole.setAttribute("aria-pressed", String(state.whole));
    outlines.setAttribute("aria-pressed", String(state.marks));
    mix.hidden = !["slider", "onion"].includes(state.mode);
    mix.value = String(state.mix);
    entries.forEach((entry, index) =>
      index === state.at ? entry.setAttribute("aria-current", "true") : entry.removeAttribute("aria-current"));
    stage.replaceChildren();
    stage.classList.toggle("marks-off", !state.marks);
    scale.textContent = "";
    if (!shot) {
      stage.append(make("p", { text: items.length ? words.nowhere : "" }));
      return;
    }
    const scaled = size(shot);
    scale.textContent = `${shot.dpi} dpi · ${Math.round(scaled * 100)} %`;
    const pair = make("div", { class: `pair ${state.mode}${scaled > 2 ? " pixelated" : ""}` });
    if (state.mode === "side")
      for (const side of ["old", "new"])
        pair.append(make("figure", {}, sheet(shot, scaled, image(shot, side)),
          make("figcaption", { text: `${words[side]} ${facts[side]}` })));
    else if (state.mode === "difference")
      pair.append(sheet(shot, scaled, make("div", { class: "glow" }, image(shot, "old"), image(shot, "new"))));
    else pair.append(sheet(shot, scaled, image(shot, "old"), image(shot, "new")));
    stage.append(pair);
    mixed();
    const here = stage.querySelector(".mark.here");
    if (here) here.scrollIntoView({ block: "center", inline: "center" });
  };

  // What one can do

  const set = (change) => { Object.assign(state, change); show(); };
  const go = (index, close = true) => {
    if (index < 0 || index >= items.length) return;
    set({ at: index, zoom: 0, whole: close ? false : state.whole });
    entries[index].scrollIntoView({ block: "nearest" });
  };
  const zoomBy = (factor) => {
    const shot = picture();
    if (shot) set({ zoom: Math.min(Math.max(size(shot) * factor, 0.1), 16) });
  };
  const blend = (by) => { state.mix = Math.min(Math.max(state.mix + by, 0), 100); mix.value = String(state.mix); mixed(); };

  const keys = {
    j: () => go(state.at + 1), n: () => go(state.at + 1), k: () => go(state.at - 1),
    "+": () => zoomBy(1.25), "=": () => zoomBy(1.25), "-": () => zoomBy(0.8), 0: () => set({ zoom: 0 }),
    p: () => set({ whole: !state.whole, zoom: 0 }), b: () => set({ marks: !state.marks }),
    ArrowLeft: () => blend(-5), ArrowRight: () => blend(5),
  };
  MODES.forEach((mode, index) => { keys[index + 1] = () => set({ mode }); });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === "INPUT") return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  mix.addEventListener("input", () => { state.mix = Number(mix.value); mixed(); });
  stage.addEventListener("pointermove", (event) => {
    const node = state.mode === "slider" && event.buttons === 1 && stage.querySelector(".sheet");
    if (!node) return;
    const box = node.getBoundingClientRect();
    state.mix = Math.min(Math.max(((event.clientX - box.left) / box.width) * 100, 0), 100);
    mix.value = String(state.mix);
    mixed();
  });
  window.addEventListener("resize", show);
  setInterval(() => {
    if (state.mode !== "blink") return;
    state.shown = state.shown === "new" ? "old" : "new";
    mixed();
  }, 600);
  show();
})();
