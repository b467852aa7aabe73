// Marked text as Telegram's clients show it. Offsets count UTF-16 units, as strings do here.

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", text_link: "a", spoiler: "span",
};
const TAPPABLE = /(^|[\s(«“:·,])(\/[a-zA-Z0-9_]{1,32})(?![\w/])|https?:\/\/[^\s<>"»”]+[^\s<>"»”.,;:!?)]/g;

// A node for the text; `on` has command(name) and link(address), called when one of them is tapped.
export function marked(text, entities, on) {
  const known = entities.filter((one) => TAGS[one.type] && one.length > 0);
  known.sort((a, b) => a.offset - b.offset || b.length - a.length);
  const whole = document.createDocumentFragment();
  between(whole, text, 0, text.length, known, on);
  return whole;
}

function between(parent, text, from, to, entities, on) {
  let at = from;
  for (let number = 0; number < entities.length; number++) {
    const one = entities[number];
    if (one.offset < at || one.offset >= to) continue;
    plain(parent, text.slice(at, one.offset), on);
    const end = Math.min(one.offset + one.length, to);
    const node = parent.appendChild(element(one, text.slice(one.offset, end), on));
    between(node, text, one.offset, end, entities.slice(number + 1), one.type === "text_link" ? null : on);
    at = end;
    // A quotation is a block of its own: the break after it is its end.
    if (node.tagName === "BLOCKQUOTE" || node.tagName === "PRE") at += text[at] === "\n" ? 1 : 0;
  }
  plain(parent, text.slice(at, to), on);
}

function element(entity, covered, on) {
  const node = document.createElement(TAGS[entity.type]);
  if (entity.type === "text_link") address(node, entity.url, on);
  if (entity.type === "spoiler") {
    node.className = "spoiler";
    node.tabIndex = 0;
    for (const event of ["click", "focus"]) node.addEventListener(event, () => node.classList.add("seen"));
  }
  if (entity.type === "pre" && entity.language) node.dataset.language = entity.language;
  return node;
}

function address(node, url, on) {
  node.href = /^(https?|tg):/.test(url) ? url : "#";
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  node.addEventListener("click", (event) => { if (on.link(url)) event.preventDefault(); });
}

function plain(parent, text, on) {
  if (!on) { parent.append(text); return; }
  let at = 0;
  for (const found of text.matchAll(TAPPABLE)) {
    const command = found[2];
    const start = command ? found.index + found[1].length : found.index;
    parent.append(text.slice(at, start));
    const covered = command || found[0];
    if (command) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "command";
      button.textContent = command;
      button.addEventListener("click", () => on.command(command));
      parent.append(button);
    } else {
      const node = document.createElement("a");
      node.textContent = covered;
      address(node, covered, on);
      parent.append(node);
    }
    at = start + covered.length;
  }
  parent.append(text.slice(at));
}
