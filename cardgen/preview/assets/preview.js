"use strict";
// The page's one script. It draws what the server (or, in a file, the page itself) gives it; cards lie in a frame that
// runs nothing. Without a server it only shows.
(() => {
  const by = (id) => document.getElementById(id);
  const live = document.body.dataset.live === "yes";
  const token = live ? location.pathname.split("/")[1] : "";
  const SELECTS = { "by-section": "section", "by-form": "form", "by-verdict": "verdict", "by-known": "known" };
  const state = { parts: null, items: new Map(), lines: new Map(), line: null, shown: [], current: "", face: 0, back: false, width: 360, night: false };

  // In a narrow window all is one column, and the card must not be scrolled away to show its line.
  const narrow = () => innerWidth <= 800;

  // ---------------------------------------------------------------- the panes

  const html = (text) => {
    const box = document.createElement("template");
    box.innerHTML = text;
    return box.content;
  };

  const draw = (parts) => {
    const before = state.parts;
    state.parts = parts;
    by("title").textContent = parts.title;
    by("summary").textContent = parts.error || parts.summary || (parts.ready ? "" : "Reading the note …");
    by("summary").classList.toggle("error", Boolean(parts.error));
    if (!before || before.lines !== parts.lines) drawLines(parts);
    if (parts.ready) drawCards(parts);
    if (!before || before.filters !== parts.filters) drawFilters(parts.filters);
    drawRemarks(parts.remarks);
    drawLegend(parts.legend);
    by("decide").hidden = !parts.can_decide;
    if (parts.ready) filter();
  };

  // After a decision the server says only what it changed: in a long note all the rest would be felt.
  const merge = (told) => {
    if (!told.since) return draw(told);
    if (told.since !== state.parts.version) return undefined; // the news that we missed are on their way
    const fresh = new Map(told.cards);
    return draw({
      ...state.parts,
      version: told.version,
      summary: told.summary,
      cards: state.parts.cards.map(([guid, text]) => [guid, fresh.get(guid) || text]),
      sheets: { ...state.parts.sheets, ...told.sheets },
    });
  };

  const drawLines = (parts) => {
    const pane = by("lines");
    const top = pane.scrollTop;
    pane.replaceChildren(html(parts.lines));
    pane.scrollTop = top;
    state.lines = new Map();
    for (const line of pane.querySelectorAll("li")) state.lines.set(`${line.dataset.line} ${line.dataset.note}`, line);
    state.line = null;
    document.body.classList.toggle("no-note", !parts.lines.trim());
  };

  // Only what is another card than before is drawn anew: in a long note that is felt.
  const drawCards = (parts) => {
    let list = by("cards").querySelector("ol");
    if (!list) {
      list = document.createElement("ol");
      list.className = "cards";
      by("cards").replaceChildren(list);
    }
    const items = new Map();
    let at = list.firstElementChild;
    for (const [guid, text] of parts.cards) {
      let item = state.items.get(guid);
      if (!item || item.text !== text) {
        const element = html(text).firstElementChild;
        if (item) {
          if (item.element === at) at = element;
          item.element.replaceWith(element);
        }
        item = { element, text };
      }
      items.set(guid, item);
      if (item.element === at) at = at.nextElementSibling;
      else list.insertBefore(item.element, at);
    }
    for (const [guid, item] of state.items) if (!items.has(guid)) item.element.remove();
    state.items = items;
  };

  const drawFilters = (filters) => {
    for (const [id, name] of Object.entries(SELECTS)) {
      const select = by(id);
      const chosen = select.value;
      const options = filters[name].map(([value, count]) => new Option(`${value.replaceAll("_", " ")} (${count})`, value));
      select.replaceChildren(select.options[0], ...options);
      select.value = chosen;
      if (select.selectedIndex < 0) select.value = "";
      if (id === "by-known") select.hidden = !options.length;
    }
  };

  const drawLegend = (legend) => {
    by("legend").hidden = !legend;
    by("legend").replaceChildren(html(legend));
  };

  const drawRemarks = (remarks) => {
    const box = by("remarks");
    box.hidden = !remarks.length;
    box.querySelector("summary").textContent = remarks.length === 1 ? "1 remark" : `${remarks.length} remarks`;
    box.querySelector("ul").replaceChildren(...remarks.map((text) => {
      const item = document.createElement("li");
      item.textContent = text;
      return item;
    }));
  };

  // ---------------------------------------------------------------- which cards

  const fits = (data, text, wanted, opinion, words) =>
    Object.entries(wanted).every(([name, value]) => !value || data[name] === value) &&
    (!opinion || (opinion === "none" ? !data.looked : opinion === "remark" ? data.remark : data.opinion === opinion)) &&
    words.every((word) => text.includes(word));

  const filter = () => {
    const wanted = Object.fromEntries(Object.entries(SELECTS).map(([id, name]) => [name, by(id).value]));
    const opinion = by("by-opinion").value;
    const words = by("find").value.toLowerCase().split(/\s+/).filter(Boolean);
    state.shown = [];
    for (const [guid, { element }] of state.items) {
      const text = words.length ? element.textContent.toLowerCase() : "";
      const fit = fits(element.dataset, text, wanted, opinion, words);
      if (element.hidden === fit) element.hidden = !fit;
      if (fit) state.shown.push(guid);
    }
    by("count").textContent = state.shown.length === state.items.size
      ? `${state.items.size}` : `${state.shown.length} of ${state.items.size}`;
    let empty = by("cards").querySelector(".empty");
    if (!state.shown.length && !empty) {
      empty = document.createElement("p");
      empty.className = "empty";
      by("cards").append(empty);
    }
    if (empty) {
      empty.hidden = state.shown.length > 0;
      empty.textContent = state.items.size ? "No card is like that." : "No line is worth a card.";
    }
    const stays = state.shown.includes(state.current) || (state.items.has(state.current) && state.stay === state.current);
    if (stays) show(state.current, false);
    else show(state.shown[Math.min(state.at || 0, state.shown.length - 1)] || "", false);
  };

  // ---------------------------------------------------------------- the card

  const sheet = () => state.parts && state.parts.sheets[state.current];

  const show = (guid, afresh = true, focus = false) => {
    if (afresh || guid !== state.current) Object.assign(state, { face: 0, back: false });
    const before = state.items.get(state.current);
    if (before) before.element.firstElementChild.removeAttribute("aria-current");
    state.current = guid;
    state.at = state.shown.indexOf(guid);
    const item = state.items.get(guid);
    if (item) {
      const button = item.element.firstElementChild;
      button.setAttribute("aria-current", "true");
      if (focus) button.focus({ preventScroll: true });
      if (afresh) item.element.scrollIntoView({ block: "nearest" });
    }
    markLine(afresh);
    drawCard();
  };

  const markLine = (scroll) => {
    if (state.line) state.line.classList.remove("here");
    const it = sheet();
    const line = it ? state.lines.get(`${it.line} ${it.note}`) : null;
    state.line = line;
    if (!line) return;
    line.classList.add("here");
    if (scroll && !narrow()) line.scrollIntoView({ block: "nearest" });
  };

  let drawn = "";
  const drawCard = () => {
    const it = sheet();
    const face = it && it.faces[Math.min(state.face, it.faces.length - 1)];
    const side = face ? (state.back ? face.back : face.front) : "";
    const night = state.night ? "nightMode night_mode" : "";
    const text = `<!doctype html><html lang="en" class="mobile${state.night ? " night-mode" : ""}"><head><meta charset="utf-8">` +
      `<meta name="viewport" content="width=device-width, initial-scale=1"><style>${state.parts ? state.parts.style : ""}</style>` +
      `</head><body class="card card1 ${night}" dir="auto">${side}</body></html>`;
    // Drawn anew only if it differs: else every saved note would make the card flicker.
    if (text !== drawn) by("screen").srcdoc = drawn = text;
    by("phone").classList.toggle("night", state.night);
    by("phone").dataset.width = state.width;
    const flip = by("flip");
    flip.disabled = !it;
    flip.firstChild.textContent = state.back ? "Show question " : "Show answer ";
    by("screen").title = `The card on a phone, ${state.back ? "answer" : "question"}: ${it ? it.asks : "none"}`;
    for (const id of ["prev-face", "next-face"]) by(id).hidden = !it || it.faces.length < 2;
    drawAbout(it);
  };

  const drawAbout = (it) => {
    const item = state.items.get(state.current);
    const where = it && it.note ? `${it.note}${it.line ? `:${it.line}` : ""}` : "";
    const which = it && it.faces.length > 1 ? `card ${state.face + 1} of ${it.faces.length}` : "";
    by("about").textContent = [where, which].filter(Boolean).join(" · ");
    const remark = item ? item.element.dataset.remark : "";
    const known = it ? it.faces[Math.min(state.face, it.faces.length - 1)].known : "";
    by("known").hidden = !known;
    by("known").textContent = known;
    by("remark").hidden = !remark;
    by("remark").textContent = remark;
    const fixed = !it || !it.words.length;
    for (const id of ["keep", "drop", "edit"]) {
      by(id).disabled = fixed;
      if (it) by(id).setAttribute("aria-pressed", String(it.opinion === id));
    }
    by("undo").disabled = !it || !it.opinion;
  };

  const flip = () => {
    if (!sheet()) return;
    state.back = !state.back;
    drawCard();
  };

  const turn = (by_) => {
    const it = sheet();
    if (!it) return;
    state.face = (state.face + by_ + it.faces.length) % it.faces.length;
    state.back = false;
    drawCard();
  };

  const step = (by_) => {
    state.stay = "";
    if (!state.shown.length) return;
    const at = state.shown.indexOf(state.current);
    const next = at < 0 ? Math.min(state.at || 0, state.shown.length - 1) : at + by_;
    if (next < 0 || next >= state.shown.length) return;
    show(state.shown[next], true, true);
  };

  // ---------------------------------------------------------------- deciding

  const say = (text) => {
    by("said").textContent = text;
    by("said").classList.toggle("up", Boolean(text));
    clearTimeout(say.timer);
    say.timer = setTimeout(() => by("said").classList.remove("up"), 4000);
  };

  const post = async (name, asked) => {
    const answer = await fetch(name, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Cardgen": token },
      body: JSON.stringify(asked),
    });
    const told = await answer.json().catch(() => ({ error: "the preview was stopped: start it again" }));
    if (!answer.ok) throw new Error(told.error || "that did not work");
    return told;
  };

  const DONE = { keep: "Kept.", drop: "Dropped: it will not be in the deck. u takes it back.", edit: "Saved.", write: "Written into the note." };

  let queue = Promise.resolve();
  const decide = (name, asked) => {
    queue = queue.then(async () => {
      try {
        state.stay = state.current;
        merge(await post(name, asked));
        say(DONE[name] || "");
      } catch (error) {
        say(error.message);
        if (by("editor").open) editorError(error.message);
      }
    });
    return queue;
  };

  const judge = (name) => {
    const it = sheet();
    if (!live || !state.parts.can_decide || !it || !it.words.length) return;
    const guid = state.current;
    step(1);
    decide(name, { guid });
  };

  const undo = (guid) => {
    if (!live || !state.parts.can_decide) return;
    queue = queue.then(async () => {
      const before = state.parts.sheets;
      try {
        const told = await post("undo", { guid });
        const parts = { sheets: told.sheets };
        const changed = Object.keys(parts.sheets).find((one) => before[one] && (before[one].opinion !== parts.sheets[one].opinion || before[one].words.join() !== parts.sheets[one].words.join()));
        state.stay = changed || "";
        merge(told);
        if (changed) show(changed, true, true);
        say("Taken back.");
      } catch (error) {
        say(error.message);
      }
    });
  };

  // ---------------------------------------------------------------- other words

  const editorError = (text) => {
    by("editor-error").textContent = text;
    by("editor-error").hidden = !text;
  };

  const openEditor = () => {
    const it = sheet();
    if (!live || !state.parts.can_decide || !it || !it.words.length) return;
    editorError("");
    by("fields").replaceChildren(...it.words.map((words, at) => {
      const label = document.createElement("label");
      const area = document.createElement("textarea");
      label.textContent = it.labels[at];
      area.value = words;
      area.rows = Math.min(8, 1 + Math.ceil(words.length / 52));
      label.append(area);
      return label;
    }));
    by("editor").dataset.guid = state.current;
    by("editor").showModal();
    by("fields").querySelector("textarea").focus();
  };

  const closeEditor = () => {
    by("editor").close();
    const item = state.items.get(state.current);
    if (item) item.element.firstElementChild.focus({ preventScroll: true });
  };

  const submit = async (name) => {
    const words = [...by("fields").querySelectorAll("textarea")].map((area) => area.value);
    const before = state.parts;
    editorError("");
    await decide(name, { guid: by("editor").dataset.guid, words });
    if (state.parts !== before) closeEditor();
  };

  // ---------------------------------------------------------------- hands

  const setNight = (night) => {
    state.night = night;
    by("night").setAttribute("aria-pressed", String(night));
    drawCard();
  };
  const night = () => setNight(!state.night);

  const toLine = () => {
    const line = state.line;
    if (!line) return;
    line.scrollIntoView({ block: "center" });
    const button = line.querySelector("button");
    if (button) button.focus({ preventScroll: true });
  };

  const KEYS = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
    h: () => turn(-1), ArrowLeft: () => turn(-1), ArrowRight: () => turn(1),
    " ": flip, n: night, l: toLine,
    y: () => judge("keep"), d: () => judge("drop"), e: openEditor, u: () => undo(""),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (live && by("editor").open)) return;
    const at = event.target;
    if (at.closest("input, textarea, select")) {
      if (event.key === "Escape") at.blur();
      return;
    }
    // Whoever stands on a button and presses space means the button; on a card of the list there is only the card.
    if (event.key === " " && at.closest("button") && !at.closest(".cards")) return;
    if (event.key.startsWith("Arrow") && at.closest(".segments")) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // A click into the phone would take the keys away with it: the frame runs nothing that could hear them.
  const keepKeys = () => setTimeout(() => {
    const item = state.items.get(state.current);
    if (document.activeElement === by("screen") && item) item.element.firstElementChild.focus({ preventScroll: true });
  }, 150);

  const listen = () => {
    window.addEventListener("blur", keepKeys);
    by("cards").addEventListener("click", (event) => {
      const item = event.target.closest("li");
      if (!item) return;
      state.stay = "";
      show(item.dataset.guid);
      if (narrow()) by("phone").scrollIntoView({ block: "center" });
    });
    by("lines").addEventListener("click", (event) => {
      const button = event.target.closest("button[data-guids]");
      if (!button) return;
      const guids = button.dataset.guids.split(" ");
      const next = guids[(guids.indexOf(state.current) + 1) % guids.length];
      state.stay = next;
      show(next);
      if (narrow()) by("phone").scrollIntoView({ block: "center" });
    });
    by("flip").addEventListener("click", flip);
    by("prev-face").addEventListener("click", () => turn(-1));
    by("next-face").addEventListener("click", () => turn(1));
    by("night").addEventListener("click", night);
    for (const button of document.querySelectorAll("[data-width]")) {
      if (button.tagName !== "BUTTON") continue;
      button.addEventListener("click", () => {
        state.width = Number(button.dataset.width);
        for (const other of document.querySelectorAll("button[data-width]")) other.setAttribute("aria-pressed", String(other === button));
        drawCard();
      });
    }
    by("filters").addEventListener("submit", (event) => event.preventDefault());
    by("filters").addEventListener("input", () => { state.stay = ""; if (state.parts && state.parts.ready) filter(); });
    for (const name of ["keep", "drop"]) by(name).addEventListener("click", () => judge(name));
    by("edit").addEventListener("click", openEditor);
    by("undo").addEventListener("click", () => undo(state.current));
    if (!live) return;
    by("words").addEventListener("submit", (event) => { event.preventDefault(); submit("edit"); });
    by("write").addEventListener("click", () => submit("write"));
    by("cancel").addEventListener("click", closeEditor);
  };

  // ---------------------------------------------------------------- following the note

  const follow = async () => {
    let version = 0;
    const news = async () => {
      const answer = await fetch("parts");
      if (!answer.ok) return;
      const parts = await answer.json();
      if (parts.version < version) return;
      version = parts.version;
      if (!state.parts || state.parts.version !== version) draw(parts);
    };
    await news();
    const events = new EventSource(`events?since=${version}`);
    events.onmessage = (event) => {
      if (!state.parts || Number(event.data) !== state.parts.version) queue = queue.then(news);
    };
    events.onerror = () => { by("summary").textContent = "The preview was stopped."; };
  };

  listen();
  setNight(matchMedia("(prefers-color-scheme: dark)").matches);
  if (live) follow();
  // Before the page has loaded, what is put into the phone's frame is lost to the blank page that it starts with.
  else addEventListener("load", () => draw(JSON.parse(by("data").textContent)));
})();
