// While a scenario is being written, it is looked at; what is wrong with it is told below, with a way to the line.
"use strict";
const form = document.getElementById("editor");
const text = document.getElementById("text");
const checked = document.getElementById("checked");
const told = checked.querySelector(".told");
const slips = checked.querySelector(".slips");
const PAUSE = 700;
let waiting = 0;
let asked = 0;

function goTo(line) {
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  text.focus();
  text.setSelectionRange(start, start + (lines[line - 1] || "").length);
  text.scrollTop = (text.scrollHeight / lines.length) * Math.max(0, line - 4);
}

function show(found) {
  told.textContent = found.told;
  slips.replaceChildren(...found.slips.map((slip) => {
    const item = document.createElement("li");
    const way = document.createElement("button");
    way.type = "button";
    way.className = "quiet";
    way.textContent = checked.dataset.line.replace("0", slip.line);
    way.addEventListener("click", () => goTo(slip.line));
    item.className = slip.grave ? "grave" : "";
    item.append(way, " ", slip.text);
    return item;
  }));
}

async function check() {
  const number = ++asked;
  told.textContent = checked.dataset.busy;
  try {
    const body = new URLSearchParams({ csrf: form.elements.csrf.value, text: text.value });
    const answer = await fetch(checked.dataset.check, { method: "POST", body });
    if (!answer.ok) throw new Error(String(answer.status));
    const found = await answer.json();
    if (number === asked) show(found);
  } catch {
    if (number === asked) show({ told: checked.dataset.failed, slips: [] });
  }
}

text.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(check, PAUSE);
});
if (text.value.trim()) check();
