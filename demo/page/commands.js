// The bot's commands: all of them behind the menu button, the fitting ones while a slash is typed.

import { make } from "./message.js";

export function commandList(field, list, button, choose) {
  let known = [];
  let picked = -1;

  function fitting() {
    const typed = /^\/(\w*)$/.exec(field.value);
    return typed ? known.filter((one) => one.command.startsWith(typed[1].toLowerCase())) : [];
  }

  function show(commands) {
    picked = -1;
    list.replaceChildren(...commands.map((one, number) => {
      const item = make("li", { id: `command-${number}`, role: "option", "aria-selected": "false" }, make("b", { textContent: `/${one.command}` }), make("span", { textContent: one.description }));
      item.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
      item.addEventListener("click", () => take(`/${one.command}`));
      return item;
    }));
    const open = commands.length > 0;
    list.hidden = !open;
    for (const node of [field, button]) node.setAttribute("aria-expanded", String(open));
    field.removeAttribute("aria-activedescendant");
  }

  function take(name) {
    show([]);
    field.focus();
    choose(name);
  }

  function pick(number) {
    const items = [...list.children];
    picked = (number + items.length) % items.length;
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === picked)));
    items[picked].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", items[picked].id);
  }

  field.addEventListener("input", () => show(fitting()));
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      pick(event.key === "ArrowDown" ? picked + 1 : picked < 0 ? -1 : picked - 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      show([]);
    } else if ((event.key === "Enter" || event.key === "Tab") && picked >= 0) {
      event.preventDefault();
      take(list.children[picked].querySelector("b").textContent);
    }
  });
  button.addEventListener("click", () => {
    show(list.hidden ? known : []);
    field.focus();
  });
  document.addEventListener("click", (event) => {
    if (!list.contains(event.target) && event.target !== button && event.target !== field) show([]);
  });

  return {
    offer(commands) {
      known = commands;
      button.hidden = commands.length === 0;
    },
    close: () => show([]),
  };
}
