// Shows a note beside its marker on hover and focus. Without this script the marker links to the note.
"use strict";
(() => {
  let pop = null;
  let leaving = 0;

  const close = () => {
    clearTimeout(leaving);
    if (pop) {
      pop.owner.removeAttribute("aria-describedby");
      pop.remove();
      pop = null;
    }
  };
  const closeSoon = () => {
    clearTimeout(leaving);
    leaving = setTimeout(close, 200);
  };
  const place = (box, marker) => {
    const at = marker.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const below = at.bottom + box.offsetHeight + 12 < window.innerHeight || at.top < box.offsetHeight;
    const left = Math.max(8, Math.min(at.left - 24, room - box.offsetWidth - 8));
    box.style.left = `${left + window.scrollX}px`;
    box.style.top = `${(below ? at.bottom + 6 : at.top - box.offsetHeight - 6) + window.scrollY}px`;
  };
  const open = (marker) => {
    const body = document.querySelector(`${marker.getAttribute("href")} > div`);
    if (!body || (pop && pop.owner === marker)) {
      clearTimeout(leaving);
      return;
    }
    close();
    const box = document.createElement("div");
    box.id = "note-pop";
    box.dir = getComputedStyle(body).direction;
    box.setAttribute("role", "tooltip");
    box.append(...[...body.childNodes].map((node) => node.cloneNode(true)));
    box.owner = marker;
    box.addEventListener("mouseenter", () => clearTimeout(leaving));
    box.addEventListener("mouseleave", closeSoon);
    document.body.append(box);
    marker.setAttribute("aria-describedby", "note-pop");
    pop = box;
    place(box, marker);
  };

  for (const marker of document.querySelectorAll("a.mark")) {
    marker.addEventListener("mouseenter", () => open(marker));
    marker.addEventListener("focus", () => open(marker));
    marker.addEventListener("mouseleave", closeSoon);
    marker.addEventListener("blur", closeSoon);
    marker.addEventListener("click", close);
  }
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
})();
