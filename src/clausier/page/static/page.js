// Comfort only: every step works without this. An answer is sent in the background, and the zones of the page that it
// changed take the place of the former ones, so that the eye and the focus stay where they are.
"use strict";

const zones = (page) => page.querySelectorAll("[data-zone]");

function replaced(fresh, keep) {
  for (const zone of zones(document)) {
    const other = fresh.getElementById(zone.id);
    if (keep && keep.contains(zone) && zone.querySelector("input:not([type=hidden]), select, textarea")) continue;
    if (other) zone.replaceChildren(...other.childNodes);
    else if (!keep) zone.remove();
  }
  for (const field of document.querySelectorAll("[data-zone-valeur]")) {
    const other = fresh.getElementById(field.id);
    if (other) field.value = other.value;
  }
}

function told(sentence) {
  const zone = document.getElementById("annonces");
  const line = document.createElement("p");
  line.textContent = sentence;
  zone.replaceChildren(line);
}

// One after the other, so that each form tells what the one before it left.
let last = Promise.resolve();
let waiting = 0;

function sent(form, button, keep) {
  waiting += 1;
  last = last.then(() => answered(form, button, keep)).finally(() => { waiting -= 1; });
  return last;
}

async function answered(form, button, keep) {
  const data = new URLSearchParams(new FormData(form, button));
  const focused = document.activeElement && document.activeElement.id;
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body: data });
  } catch {
    told("clausier ne répond plus : rien n’a été enregistré. Ce que vous avez saisi est encore là ; relancer clausier.");
    return;
  }
  const address = new URL(answer.url);
  const posted = new URL(form.action).pathname;
  if (address.pathname !== location.pathname && address.pathname !== posted) {
    location.assign(answer.url);
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!fresh.getElementById("contenu")) {
    told("Cette page n’est plus ouverte : reprendre l’adresse dans la fenêtre où clausier tourne.");
    return;
  }
  replaced(fresh, keep);
  const same = focused && document.getElementById(focused);
  const card = form.closest("[data-carte]");
  const wrong = card && document.getElementById(card.id).querySelector("[aria-invalid=true], [role=alert] button");
  (wrong || same || (card && document.getElementById(card.id).querySelector("h2")) || document.body).focus();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-vif]")) {
    event.preventDefault();
    sent(form, event.submitter, null);
  } else if (waiting) {
    event.preventDefault();
    const button = event.submitter;
    last.then(() => form.requestSubmit(button));
  }
});

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form && form.matches("[data-auto]")) sent(form, null, form);
});

document.addEventListener("click", (event) => {
  if (!event.target.matches("[data-recharge]")) return;
  event.preventDefault();
  location.reload();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, select, textarea")) return;
  const card = event.target.closest("[data-carte]");
  const button = card && card.querySelector(`[data-touche="${event.key}"]`);
  if (button) button.click();
});
