// Keeps the page as it is looked at: scrolled where it was when it is drawn anew, a map as large as was wished.
const api = acquireVsCodeApi();
const left = api.getState();
let size = left?.size ?? 1;

function remember() {
  api.setState({ size, left: window.scrollX, top: window.scrollY });
}

/** A map fits the width, but no smaller than can be read; + and - and 0 set another size. */
function layOut() {
  for (const svg of document.querySelectorAll(".map svg")) {
    const width = svg.width.baseVal.value;
    svg.style.minWidth = `${width * 0.65}px`;
    if (size === 1) {
      svg.style.removeProperty("width");
      svg.style.maxWidth = "100%";
    } else {
      svg.style.maxWidth = "none";
      svg.style.width = `${width * size}px`;
    }
  }
}

window.addEventListener("keydown", (event) => {
  const by = { "+": 1.2, "=": 1.2, "-": 1 / 1.2, 0: 0 }[event.key];
  if (by !== undefined && !event.ctrlKey && !event.metaKey && document.querySelector(".map svg")) {
    size = by === 0 ? 1 : Math.min(4, Math.max(0.3, size * by));
    layOut();
    remember();
  }
});

window.addEventListener("message", ({ data }) => {
  const here = { left: window.scrollX, top: window.scrollY };
  document.getElementById("report").textContent = data.style;
  document.getElementById("page").innerHTML = data.body;
  layOut();
  window.scrollTo(here);
});

layOut();
// A map that is wider than the view begins at its centre; one that was looked at before, where it was left.
window.scrollTo(left ?? { left: (document.documentElement.scrollWidth - window.innerWidth) / 2, top: 0 });
window.addEventListener("scroll", remember, { passive: true });
