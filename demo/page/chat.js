// The phone: shows what the server says stands there, and tells it what the person does.

import { attachments } from "./attach.js";
import { commandList } from "./commands.js";
import { make, messageItem } from "./message.js";

const $ = (id) => document.getElementById(id);
const words = await (await fetch("/words")).json();
const asked = new URLSearchParams(location.search);
const SPINS = 20000; // milliseconds after which a tap that nobody answered stops spinning

let me = Number(asked.get("user")) || (await (await fetch("/phones")).json()).id;
let startWith = asked.get("start");
let screen = null;
let stream = null;
let editing = null;
let w = words.en;
const shown = new Map(); // message id → what was drawn of it
const spinning = new Map(); // query → its button
const answered = new Set();

async function post(what, body, form = null) {
  const headers = { "X-From-The-Page": "1" };
  if (!form) headers["Content-Type"] = "application/json";
  try {
    const answer = await fetch(`/phones/${me}/${what}`, { method: "POST", headers, body: form || JSON.stringify(body) });
    if (answer.ok) return await answer.json();
    toast(`${w.refused} ${await answer.text()}`);
  } catch {
    toast(w.gone);
  }
  return null;
}

function listen() {
  stream?.close();
  stream = new EventSource(`/phones/${me}/screen`);
  stream.onmessage = (event) => draw(JSON.parse(event.data));
  stream.onerror = () => { $("state").textContent = w.gone; };
}

// ---------------------------------------------------------------- what is shown

function draw(next) {
  const first = screen === null;
  const spoken = screen?.person.language;
  screen = next;
  if (spoken !== next.person.language) speak(next.person.language);
  $("name").textContent = next.bot.name;
  drawMessages(first);
  drawState();
  drawWelcome();
  commands.offer(next.commands);
  drawSettings();
  for (const answer of next.answers) settle(answer, first);
  document.body.dataset.ready = "1";
}

function drawMessages(first) {
  const room = $("room");
  const near = first || room.scrollHeight - room.scrollTop - room.clientHeight < 120;
  const all = new Map(screen.messages.map((message) => [message.id, message]));
  on.all = all;
  for (const [id, was] of shown) if (!all.has(id)) { was.node.remove(); shown.delete(id); }
  for (const message of screen.messages) {
    const drawn = JSON.stringify(message);
    const was = shown.get(message.id);
    if (was?.drawn === drawn) continue;
    const node = messageItem(message, screen.bot, on);
    if (was) was.node.replaceWith(node);
    else $("log").append(node);
    shown.set(message.id, { drawn, node });
  }
  $("log").querySelector(".draft")?.remove();
  if (screen.draft) $("log").append(make("li", { class: "draft" }, make("div", { class: "bubble" }, make("div", { class: "words", textContent: screen.draft }))));
  const last = screen.messages.at(-1);
  if (near || last?.mine) requestAnimationFrame(() => { room.scrollTop = room.scrollHeight; });
}

function drawState() {
  const busy = screen.typing_until * 1000 > Date.now();
  $("state").textContent = screen.person.blocked ? w.blocked : busy ? w.typing : w.bot;
  $("state").classList.toggle("busy", busy);
}
setInterval(() => { if (screen) drawState(); }, 500);

function drawWelcome() {
  const empty = screen.messages.length === 0;
  $("welcome").hidden = !empty;
  $("welcome").querySelector("h2").textContent = w.welcome;
  $("welcome").querySelector("p").textContent = screen.bot.description;
  $("start").hidden = !empty && startWith === null;
  $("form").hidden = !$("start").hidden;
}

function speak(language) {
  const short = language.startsWith("fr") ? "fr" : "en";
  w = words[short];
  on.words = w;
  document.documentElement.lang = language;
  document.title = w.title;
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = w[node.dataset.word];
  const labels = { "settings-open": "settings", said: "chat", text: "placeholder", send: "send", attach: "attach", suggestions: "commands" };
  for (const [id, word] of Object.entries(labels)) $(id).setAttribute("aria-label", w[word]);
  for (const id of ["settings-open", "send", "attach"]) $(id).title = w[labels[id]];
  $("text").placeholder = w.placeholder;
  $("start").textContent = w.start;
  $("menu").textContent = w.menu;
  $("settings-title").textContent = w.settings;
  document.querySelector(".note").textContent = w.note;
  $("editing").querySelector("span").textContent = w.editing;
  $("editing").querySelector("button").textContent = w.cancel;
  $("language").options[0].textContent = w.french;
  $("language").options[1].textContent = w.english;
  things.speak(w);
  for (const one of shown.values()) one.drawn = ""; // drawn again in the new language
}

function drawSettings() {
  const chosen = $("person");
  const options = screen.people.map((one) => make("option", { value: one.id, textContent: one.name, selected: one.id === me }));
  chosen.replaceChildren(...options, make("option", { value: "new", textContent: `+ ${w.newcomer}` }));
  $("language").value = screen.person.language;
  $("block").textContent = screen.person.blocked ? w.unblock : w.block;
}

let toasting = 0;
function toast(text) {
  $("toast").textContent = text;
  $("toast").classList.add("on");
  clearTimeout(toasting);
  toasting = setTimeout(() => $("toast").classList.remove("on"), 3500);
}

function settle(answer, old) {
  if (answered.has(answer.query)) return;
  const button = spinning.get(answer.query);
  if (!button && !old) return; // its tap is still being told to us
  answered.add(answer.query);
  spinning.delete(answer.query);
  button?.classList.remove("waiting");
  if (old || !answer.text) return;
  if (answer.alert) {
    $("alert").querySelector("p").textContent = answer.text;
    $("alert").showModal();
  } else toast(answer.text);
}

// ---------------------------------------------------------------- what the person does

const on = {
  words: w,
  all: new Map(),
  file: (id) => `/phones/${me}/files/${id}`,
  command: (name) => post("say", { text: name }),
  link: follow,
  edit: beginEdit,
  async tap(message, row, column, node) {
    const button = message.keyboard[row][column];
    if (button.url) { if (!follow(button.url)) window.open(button.url, "_blank", "noopener"); return; }
    if (button.copied) { await navigator.clipboard?.writeText(button.copied).catch(() => {}); toast(w.copied); return; }
    if (node.classList.contains("waiting")) return;
    node.classList.add("waiting");
    const told = await post("tap", { message: message.id, row, column });
    if (!told?.query) { node.classList.remove("waiting"); return; }
    spinning.set(told.query, node);
    setTimeout(() => node.classList.remove("waiting"), SPINS);
    for (const answer of screen.answers) if (answer.query === told.query) settle(answer, false);
  },
};

// A link to this very bot opens it here, as it would in Telegram.
function follow(url) {
  const found = /^(?:https?:\/\/)?(?:t\.me|telegram\.me)\/(\w+)(?:\?start=([\w-]*))?$/.exec(url);
  if (!found || found[1] !== screen.bot.username) return false;
  post("say", { text: found[2] ? `/start ${found[2]}` : "/start" });
  return true;
}

function beginEdit(message) {
  editing = message;
  $("editing").hidden = false;
  $("text").value = message.text;
  $("send").setAttribute("aria-label", w.save);
  $("text").focus();
}

function endEdit() {
  editing = null;
  $("editing").hidden = true;
  $("text").value = "";
  $("send").setAttribute("aria-label", w.send);
}

async function send() {
  const text = $("text").value;
  if (!text.trim()) return;
  const edited = editing;
  endEdit();
  commands.close();
  $("text").focus();
  if (edited) await post("edit", { message: edited.id, text });
  else await post("say", { text });
}

const commands = commandList($("text"), $("suggestions"), $("menu"), (name) => { $("text").value = ""; post("say", { text: name }); });
const things = attachments($("attach"), $("things"), post, toast);

$("form").addEventListener("submit", (event) => { event.preventDefault(); send(); });
$("text").addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); send(); }
  if (event.key === "Escape" && editing) endEdit();
  if (event.key === "ArrowUp" && !$("text").value && !editing) {
    const mine = screen.messages.filter((message) => message.mine && message.kind === "text").at(-1);
    if (mine) { event.preventDefault(); beginEdit(mine); }
  }
});
$("editing").querySelector("button").addEventListener("click", endEdit);
$("start").addEventListener("click", () => {
  const text = startWith ? `/start ${startWith}` : "/start";
  startWith = null;
  post("say", { text });
  drawWelcome();
  $("form").hidden = false;
  $("start").hidden = true;
  $("text").focus();
});

$("settings-open").addEventListener("click", () => $("settings").showModal());
$("language").addEventListener("change", () => post("settings", { language: $("language").value }));
$("block").addEventListener("click", () => post("settings", { blocked: !screen.person.blocked }));
$("link-open").addEventListener("click", () => {
  if (!$("link").reportValidity()) return;
  $("settings").close();
  post("say", { text: `/start ${$("link").value}`.trim() });
});
$("person").addEventListener("change", async () => {
  let chosen = $("person").value;
  if (chosen === "new") {
    const answer = await fetch("/phones", { method: "POST", headers: { "X-From-The-Page": "1", "Content-Type": "application/json" }, body: JSON.stringify({ language: screen.person.language }) });
    chosen = (await answer.json()).id;
  }
  me = Number(chosen);
  history.replaceState(null, "", `?user=${me}`);
  screen = null;
  shown.clear();
  spinning.clear();
  $("log").replaceChildren();
  endEdit();
  listen();
});

speak(navigator.language);
listen();
