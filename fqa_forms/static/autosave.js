// Saves a page of the draft while it is written: a few seconds after typing stops, on leaving a box
// and on leaving the page. Says beside the box when it was saved, or that it was not and is still
// tried. Nothing is ever kept in the browser's storage: what is not saved is in the page.
const form = document.querySelector("[data-visit-section]");
const PAUSE = 3000;
const RETRY = 5000;

const status = document.createElement("p");
status.className = "govuk-hint fqa-saved";
status.setAttribute("role", "status");

let timer = 0;
let dirty = false;
let saving = false;
let leaving = false;
let tooMuch = false; // no use in sending the same again

function say(text, isSaved = false) {
  status.textContent = text;
  status.classList.toggle("fqa-saved--not", !isSaved);
}

function later(delay) {
  clearTimeout(timer);
  timer = setTimeout(save, delay);
}

function body() {
  const data = new URLSearchParams(new FormData(form));
  data.set("then", "autosave");
  return data;
}

async function save() {
  if (saving || !dirty || leaving || tooMuch) return;
  saving = true;
  dirty = false;
  try {
    const answer = await fetch(form.action, { method: "POST", body: body(), headers: { Accept: "application/json" } });
    if (answer.ok) saved(await answer.json());
    else refused(answer.status);
  } catch {
    dirty = true;
    say("Not saved: no connection, still trying");
    later(RETRY);
  }
  saving = false;
  if (dirty && !leaving) later(PAUSE);
}

function saved(result) {
  // The page goes on saying which revision it was opened with: it does not show what others saved since.
  if (result.clashes.length) say("Changed in another window as well: save to see both texts");
  else if (!dirty) say(`Saved at ${result.saved}`, true);
  form.dispatchEvent(new CustomEvent("visit-saved", { detail: result }));
}

function refused(code) {
  dirty = true;
  if (code === 401 || code === 400) {
    leaving = true; // pressing save leads to signing in again, with the words kept
    say("Not saved: your session has ended. Press “Save and continue” to sign in again; your words come along");
  } else if (code === 413) {
    tooMuch = true;
    say("Not saved: this is too much for one page. Shorten it, or move part of it to another section");
  } else {
    say("Not saved: the service could not do it, still trying");
    later(RETRY);
  }
}

// A box can stand beside the form and belong to it, so events are watched on the whole page.
function changed(event) {
  const question = event.target.form === form && event.target.closest(".fqa-question");
  if (!question) return false;
  if (status.parentElement !== question) question.append(status);
  dirty = true;
  tooMuch = false;
  later(PAUSE);
  return true;
}

if (form) {
  document.addEventListener("input", changed);
  document.addEventListener("change", (event) => { if (changed(event)) later(0); });
  document.addEventListener("focusout", () => { if (dirty) later(0); });
  form.addEventListener("submit", () => { leaving = true; clearTimeout(timer); });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("online", () => { if (dirty) later(0); });
  window.addEventListener("pagehide", () => {
    if (dirty && !leaving) fetch(form.action, { method: "POST", body: body(), keepalive: true });
  });
  // What could not be sent is only in the page: the browser asks before it lets the words go.
  const onlyHere = () => dirty && !leaving && (tooMuch || !navigator.onLine);
  window.addEventListener("beforeunload", (event) => { if (onlyHere()) event.preventDefault(); });
}
