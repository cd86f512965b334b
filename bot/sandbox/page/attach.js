// Files that a person sends: chosen, pasted or dropped, with the typed text below them.

import { byId } from "../page_parts/dom.js";
import { postForm } from "./api.js";
import { store } from "./store.js";

let chosen = [];

function draw() {
  byId("attached").hidden = !chosen.length;
  byId("attached-names").textContent = chosen.map((file) => file.name).join(", ");
}

function choose(files) {
  chosen = [...files];
  draw();
}

/** Forget the chosen files. */
export function forgetFiles() {
  chosen = [];
  byId("attach-input").value = "";
  byId("attached-as-files").checked = false;
  byId("attached-hidden").checked = false;
  draw();
}

export const hasFiles = () => chosen.length > 0;

/** Send the chosen files with this caption to the bot. */
export async function sendFiles(caption, replyTo) {
  const form = new FormData();
  form.append("caption", caption);
  form.append("as_files", byId("attached-as-files").checked ? "1" : "0");
  form.append("hidden", byId("attached-hidden").checked ? "1" : "0");
  if (replyTo) form.append("reply_to", String(replyTo));
  chosen.forEach((file) => form.append("file", file, file.name));
  return postForm(`people/${store.selected}/files`, form);
}

export function initAttach() {
  const input = byId("attach-input");
  byId("attach-button").addEventListener("click", () => input.click());
  input.addEventListener("change", () => choose(input.files));
  byId("attached-cancel").addEventListener("click", forgetFiles);
  byId("message-input").addEventListener("paste", (event) => {
    if (!event.clipboardData?.files.length) return;
    event.preventDefault();
    choose(event.clipboardData.files);
  });
}
