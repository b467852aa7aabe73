// The link stands in a field anyway; this takes it along in one press.
"use strict";
const field = document.getElementById("link");
const button = document.getElementById("copy");
const told = document.getElementById("copied");
button.hidden = false;
button.addEventListener("click", async () => {
  field.select();
  let done = true;
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    done = document.execCommand("copy");
  }
  told.textContent = done ? button.dataset.done : button.dataset.failed;
});
