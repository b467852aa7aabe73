// What can be sent besides words: a photo, a file, a sticker, a voice note, a place, a contact.

import { make } from "./message.js";

const LONGEST_SIDE = 1280; // pixels, as a client sends photos
const STICKERS = ["🦫", "🍁", "🥐", "🧣"];

export function attachments(button, list, post, toast) {
  let words = {};
  let recorder = null;
  const pickers = { photo: document.getElementById("pick-photo"), document: document.getElementById("pick-file") };
  const deeds = {
    photo: () => pickers.photo.click(),
    file: () => pickers.document.click(),
    sticker: sendSticker,
    voice: record,
    location: () => post("place", {}),
    contact: () => post("contact", {}),
  };

  function show(open) {
    list.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) list.querySelector("button").focus();
  }

  function upload(kind, blob, name, more = {}) {
    const form = new FormData();
    form.append("kind", kind);
    for (const [key, value] of Object.entries(more)) form.append(key, value);
    form.append("file", blob, name);
    return post("send", null, form);
  }

  async function sendPhoto(file) {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = make("canvas", { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => upload("photo", blob, "photo.jpg"), "image/jpeg", 0.87);
  }

  function sendSticker() {
    const canvas = make("canvas", { width: 512, height: 512 });
    const pen = canvas.getContext("2d");
    pen.font = "380px sans-serif";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(STICKERS[Math.floor(Math.random() * STICKERS.length)], 256, 280);
    canvas.toBlob((blob) => upload("sticker", blob, "sticker.webp"), "image/webp");
  }

  async function record() {
    if (recorder) { recorder.stop(); return; }
    try {
      const sound = await navigator.mediaDevices.getUserMedia({ audio: true });
      const pieces = [];
      const began = Date.now();
      recorder = new MediaRecorder(sound);
      recorder.ondataavailable = (event) => pieces.push(event.data);
      recorder.onstop = () => {
        sound.getTracks().forEach((track) => track.stop());
        recorder = null;
        speak(words);
        const seconds = Math.max(1, Math.round((Date.now() - began) / 1000));
        upload("voice", new Blob(pieces), "note.ogg", { duration: seconds });
      };
      recorder.start();
      speak(words);
    } catch {
      // No microphone, or it was refused: a second of nothing still shows what the bot does with a voice note.
      upload("voice", new Blob([new Uint8Array(512)]), "note.ogg", { duration: 1 });
    }
  }

  function speak(spoken) {
    words = spoken;
    list.replaceChildren(...Object.keys(deeds).map((name) => {
      const deed = make("button", { type: "button", role: "menuitem", textContent: name === "voice" && recorder ? words.stop : words[name] });
      deed.addEventListener("click", () => { show(false); button.focus(); deeds[name](); });
      return make("li", { role: "none" }, deed);
    }));
    button.classList.toggle("recording", Boolean(recorder));
  }

  pickers.photo.addEventListener("change", () => {
    const [file] = pickers.photo.files;
    pickers.photo.value = "";
    if (file) sendPhoto(file).catch(() => toast(words.refused));
  });
  pickers.document.addEventListener("change", () => {
    const [file] = pickers.document.files;
    pickers.document.value = "";
    if (file) upload("document", file, file.name);
  });
  button.addEventListener("click", () => show(list.hidden));
  list.addEventListener("keydown", (event) => {
    const all = [...list.querySelectorAll("button")];
    const at = all.indexOf(document.activeElement);
    if (event.key === "Escape") { show(false); button.focus(); }
    if (event.key === "ArrowDown") { event.preventDefault(); all[(at + 1) % all.length].focus(); }
    if (event.key === "ArrowUp") { event.preventDefault(); all[(at + all.length - 1) % all.length].focus(); }
  });
  document.addEventListener("click", (event) => {
    if (!list.contains(event.target) && !button.contains(event.target)) show(false);
  });

  return { speak };
}
