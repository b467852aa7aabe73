// One message of the chat as a list item.

import { marked } from "./text.js";

const ICON = {
  file: '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4"/></svg>',
  place: '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.5C5 14.8 12 21 12 21z"/><path d="M12 10h.01"/></svg>',
  person: '<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="8" r="4"/><path d="M4 21c1-5 4-7 8-7s7 2 8 7"/></svg>',
  pen: '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 20l1-5L16 4l4 4L9 19z"/></svg>',
};

export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") node.className = value;
    else if (name.includes("-") || name === "role") node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

// `on`: command, link, tap(message, row, column, node), edit(message), file(id) -> address, words, all (messages).
export function messageItem(message, bot, on) {
  const item = make("li", { class: message.mine ? "mine" : "theirs" });
  item.dataset.id = message.id;
  if (message.keyboard.length || message.kind === "photo") item.classList.add("full");
  const bubble = make("div", { class: message.kind === "sticker" ? "bubble bare" : "bubble" });
  const who = message.mine ? on.words.you : bot.name;
  item.setAttribute("aria-label", `${who}, ${time(message.at)}`);
  bubble.append(...parts(message, on));
  bubble.append(foot(message, on));
  item.append(bubble);
  if (message.mine && message.kind === "text") {
    const edit = make("button", { class: "edit", type: "button", title: on.words.edit, "aria-label": on.words.edit });
    edit.innerHTML = ICON.pen;
    edit.addEventListener("click", () => on.edit(message));
    item.append(edit);
  }
  if (message.effect) item.append(make("span", { class: "burst", textContent: message.effect, "aria-hidden": "true" }));
  if (message.keyboard.length) item.append(keys(message, on));
  return item;
}

function parts(message, on) {
  const found = [];
  if (message.answers && on.all.has(message.answers)) {
    const old = on.all.get(message.answers).text;
    found.push(make("div", { class: "reply", textContent: old.length > 70 ? `${old.slice(0, 69)}…` : old }));
  }
  const file = message.file;
  if (message.kind === "photo") {
    found.push(make("img", { class: "picture", src: on.file(file.id), alt: message.text || file.name, width: file.width, height: file.height }));
  } else if (message.kind === "sticker") {
    found.push(make("img", { class: "sticker", src: on.file(file.id), alt: on.words.sticker }));
  } else if (message.kind === "voice") {
    found.push(make("audio", { controls: true, src: on.file(file.id), "aria-label": on.words.voice }));
  } else if (file) {
    const link = make("a", { class: "paper", href: on.file(file.id), target: "_blank", rel: "noopener", download: file.name });
    link.innerHTML = ICON.file;
    link.append(make("span", {}, file.name, make("small", { textContent: size(file.bytes) })));
    found.push(link);
  }
  if (message.kind === "location" || message.kind === "contact") {
    const paper = make("span", { class: "paper" });
    paper.innerHTML = message.kind === "location" ? ICON.place : ICON.person;
    paper.append(make("span", {}, on.words[message.kind], make("small", { textContent: message.text })));
    found.push(paper);
  } else {
    found.push(make("div", { class: "words" }, marked(message.text, message.entities, on)));
  }
  return found;
}

function foot(message, on) {
  const foot = make("div", { class: "foot" });
  if (message.reaction) {
    const said = on.words.reacted.replace("{emoji}", message.reaction);
    foot.append(make("span", { class: "reaction", role: "img", "aria-label": said, title: said, textContent: message.reaction }));
  }
  if (message.edited) foot.append(make("span", { textContent: on.words.edited }));
  foot.append(make("time", { textContent: time(message.at) }));
  return foot;
}

function keys(message, on) {
  const rows = message.keyboard.map((row, y) => make("div", {}, ...row.map((button, x) => {
    const node = make("button", { type: "button", class: button.style, textContent: button.label + (button.url ? " ↗" : "") });
    node.addEventListener("click", () => on.tap(message, y, x, node));
    return node;
  })));
  return make("div", { class: "keys", role: "group", "aria-label": on.words.buttons }, ...rows);
}

function time(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
}

function size(bytes) {
  const [number, unit] = bytes < 1024 ? [bytes, "byte"] : bytes < 1024 ** 2 ? [bytes / 1024, "kilobyte"] : [bytes / 1024 ** 2, "megabyte"];
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, maximumFractionDigits: 1 }).format(number);
}
