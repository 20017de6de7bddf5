// What stands beside the form: the coach reads again after every save, the side list says how far
// each section is, the last visit opens in its place, and selected notes go into a box of the form.
// Without it, every save does the same.
const form = document.querySelector("[data-visit-section]");

async function fetchJson(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  return answer.ok ? answer.json() : null;
}

// A hint that somebody is answering is left alone until they are done.
function isInUse(part) {
  return part.contains(document.activeElement) || part.querySelector("details[open]");
}

async function refreshCoach() {
  const parts = document.querySelectorAll("[data-coach]");
  if (!parts.length) return;
  const said = await fetchJson(form.dataset.coachUrl).catch(() => null);
  if (!said) return;
  for (const part of parts) {
    if (!isInUse(part)) part.innerHTML = said.parts[part.dataset.coach] ?? "";
  }
}

function showStates(event) {
  for (const place of document.querySelectorAll("[data-section-state]")) {
    const state = event.detail.states[place.dataset.sectionState];
    if (state !== undefined && state !== place.innerHTML) place.innerHTML = state;
  }
}

async function openLastVisit(event) {
  const panel = event.target.closest("[data-last-visit]");
  const button = event.target.closest("button");
  if (!panel || !button) return;
  event.preventDefault();
  const found = await fetchJson(panel.dataset.lastVisit).catch(() => null);
  if (!found) return;
  panel.innerHTML = found.part;
  panel.querySelector("summary").focus();
}

function boxes() {
  return [...form.querySelectorAll("textarea")].filter((box) => box.name !== "visit_notes");
}

function offerToMove(place) {
  const notes = document.querySelector("#visit_notes");
  const label = document.createElement("label");
  const choice = document.createElement("select");
  const button = document.createElement("button");
  label.className = "govuk-label govuk-label--s";
  label.textContent = "Move the selected notes into";
  label.htmlFor = choice.id = "move-notes-to";
  choice.className = "govuk-select";
  for (const box of boxes()) choice.append(new Option(form.querySelector(`label[for="${CSS.escape(box.id)}"]`).textContent.trim(), box.id));
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = "Move";
  button.addEventListener("click", () => move(notes, document.getElementById(choice.value)));
  place.append(label, choice, button);
}

function move(notes, box) {
  const start = notes.selectionStart;
  const end = notes.selectionEnd;
  const words = notes.value.slice(start, end).trim();
  if (!words) return notes.focus();
  box.value += (box.value.trim() ? "\n" : "") + words;
  notes.value = notes.value.slice(0, start) + notes.value.slice(end);
  for (const changed of [notes, box]) changed.dispatchEvent(new Event("input", { bubbles: true }));
  return box.focus();
}

if (form) {
  form.addEventListener("visit-saved", refreshCoach);
  form.addEventListener("visit-saved", showStates);
  document.addEventListener("click", openLastVisit);
  for (const place of document.querySelectorAll("[data-move-notes]")) if (boxes().length) offerToMove(place);
}
