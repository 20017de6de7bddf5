// Shows the questions of a section page that its own answers call for. Without it all are there.
const form = document.querySelector("[data-visit-section]");

function chosen(name) {
  return [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)]
    .filter((box) => !["radio", "checkbox"].includes(box.type) || box.checked)
    .map((box) => box.value);
}

function holds(condition) {
  const given = chosen(condition.name);
  return condition.values.length ? given.some((value) => condition.values.includes(value)) : given.some(Boolean);
}

function update() {
  for (const question of form.querySelectorAll("[data-show-when]")) {
    question.hidden = !JSON.parse(question.dataset.showWhen).every(holds);
  }
}

if (form) {
  form.addEventListener("change", update);
  update();
}
